import JSON
import ProxyModel
import Testing

@testable import CCProxyCommands

struct PageLinksTests {
    private func links(offset: Int = 0, host: String = "127.0.0.1", key: String? = "secret") throws -> PageLinks {
        var settings = Settings()
        settings.providers[2].host = host
        return try PageLinks(of: settings.enabledProviders, settings, dashboardKey: key, offset: offset)
    }

    @Test func `every provider has a link, and the dashboard is last`() throws {
        let links = try links()
        #expect(
            links.all.map(\.url) == [
                "http://127.0.0.1:18417/management.html#/quota", "http://127.0.0.1:18418/management.html#/quota",
                "http://127.0.0.1:18419/management.html#/quota", "http://127.0.0.1:18420/management.html#/quota",
                "http://127.0.0.1:18500/cc_proxy_management_dashboard.html#key=secret",
            ]
        )
        #expect(links.all.map(\.name).last == "dashboard")
    }

    @Test func `an offset moves what a browser sees, and not what listens`() throws {
        let forwards = try links(offset: 10000).forwards
        #expect(forwards.map(\.option).first == "28417:127.0.0.1:18417")
        #expect(forwards.map(\.option).last == "28500:127.0.0.1:18500")
        #expect(forwards[2].directive == "LocalForward 28419 127.0.0.1:18419")
        #expect(try links(offset: -10000).dashboard.port == 8500)
        #expect(try links(offset: 1, host: "::1").pages[2].url == "http://[::1]:18420/management.html#/quota")
        #expect(try links(host: "0.0.0.0").forwards[2].option == "18419:127.0.0.1:18419")
    }

    @Test(arguments: [-18417, 47036, 60000, -60000])
    func `an offset that makes no port is wrong usage`(offset: Int) {
        let failure = #expect(throws: CommandFailure.self) { try links(offset: offset) }
        #expect(failure?.exitCode == .wrongUsage && failure?.remedy != nil)
    }

    @Test func `the key is behind the number sign and nowhere else`() throws {
        let parts = try links().dashboard.url.split(separator: "#")
        #expect(parts.count == 2 && !parts[0].contains("secret") && parts[1] == "key=secret")
        let without = try PageLinks(of: [], Settings(), dashboardKey: nil, offset: 0).dashboard.url
        #expect(without == "http://127.0.0.1:18500/cc_proxy_management_dashboard.html")
        #expect(try links().pages.allSatisfy { !$0.url.contains("secret") })
    }

    @Test func `without a key the link has no trace of one`() throws {
        #expect(
            try links(key: nil).dashboard.url == "http://127.0.0.1:18500/cc_proxy_management_dashboard.html"
        )
    }

    @Test func `only the daemon's word makes the page ours`() {
        let url = "http://127.0.0.1:18500/cc_proxy_management_dashboard.html"
        func report(_ isRunning: Bool, at place: String, _ error: String? = nil) -> StatusReport {
            var report = Reports.report()
            report.dashboard = .init(isRunning: isRunning, url: place, lastError: error)
            return report
        }
        #expect(DashboardPresence(report(true, at: url), expectedAt: url) == .ours)
        #expect(!DashboardPresence(nil, expectedAt: url).isOurs)
        #expect(!DashboardPresence(report(false, at: url), expectedAt: url).isOurs)
        let foreign = DashboardPresence(report(false, at: url, "port 18500 is in use by PID 1"), expectedAt: url)
        #expect(foreign.reason == "port 18500 is in use by PID 1")
        let elsewhere = DashboardPresence(report(true, at: "http://127.0.0.1:1/x"), expectedAt: url)
        #expect(elsewhere.reason == "the daemon serves it at http://127.0.0.1:1/x")
    }

    @Test func `a terminal is told of links, a pipe is not`() throws {
        let view = LinksView(
            links: try links(),
            report: nil,
            dashboard: .notOurs(reason: "unknown"),
            sshCommand: nil,
            sshConfiguration: nil
        )
        let plain = view.lines(style: TextStyle(isOn: false), isClickable: false)
        #expect(plain.count == 5 && plain.allSatisfy { !$0.contains("\u{1B}") })
        #expect(plain[0] == "antigravity  http://127.0.0.1:18417/management.html#/quota")
        let clickable = view.lines(style: TextStyle(isOn: false), isClickable: true)
        let url = "http://127.0.0.1:18419/management.html#/quota"
        #expect(clickable[2] == "codex        \u{1B}]8;;\(url)\u{1B}\\\(url)\u{1B}]8;;\u{1B}\\")
    }

    @Test func `JSON has everything`() throws {
        let view = LinksView(
            links: try links(),
            report: nil,
            dashboard: .notOurs(reason: "unknown"),
            sshCommand: "ssh x",
            sshConfiguration: ["Host x", "    User y"]
        )
        let json = try JSONReader.read(view.encoded())
        #expect(json["links"]?.elements?.count == 4)
        #expect(json["links"]?.elements?[2]["provider"]?.string == "codex")
        #expect(json["dashboard"]?["url"]?.string?.hasSuffix("#key=secret") == true)
        #expect(json["dashboard"]?["running"]?.isNull == true)
        #expect(json["dashboard"]?["last_error"]?.string == "unknown")
        #expect(json["ssh"]?["config"]?.string == "Host x\n    User y\n")
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `base64 is as RFC 4648 has it`(text: String, encoded: String) {
        #expect(TerminalLink.base64(Array(text.utf8)) == encoded)
        #expect(TerminalLink.osc52(text) == "\u{1B}]52;c;\(encoded)\u{07}")
    }
}
