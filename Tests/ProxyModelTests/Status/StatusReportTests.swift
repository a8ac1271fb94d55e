import JSON
import Testing

@testable import ProxyModel

struct StatusReportTests {
    /// The example of the interface, to the byte but for white space.
    private static let example =
        #"{"daemon":{"running":true,"pid":4100,"uptime_seconds":12.3,"version":"0.1.0"},"#
        + #""dashboard":{"running":true,"url":"http://127.0.0.1:18500/cc_proxy_management_dashboard.html"},"#
        + #""providers":[{"provider":"codex","port":18419,"url":"http://127.0.0.1:18419","engine":"ccproxy-gateway","#
        + #""state":"running","healthy":true,"pid":4123,"uptime_seconds":11.9,"restarts":0,"last_error":null,"#
        + #""accounts":[{"file":"codex-me@example.com.json","label":"me@example.com","state":"ok","#
        + #""expires_at":"2026-12-01T00:00:00Z"}]}]}"#

    private var sample: StatusReport {
        StatusReport(
            daemon: .init(isRunning: true, pid: 4100, uptimeSeconds: 12.3, version: "0.1.0"),
            dashboard: .init(isRunning: true, url: "http://127.0.0.1:18500/cc_proxy_management_dashboard.html"),
            providers: [
                .init(
                    provider: "codex",
                    port: 18419,
                    url: "http://127.0.0.1:18419",
                    engine: "ccproxy-gateway",
                    state: .running,
                    isHealthy: true,
                    pid: 4123,
                    uptimeSeconds: 11.9,
                    accounts: [
                        .init(
                            file: "codex-me@example.com.json",
                            label: "me@example.com",
                            state: .ok,
                            expiresAt: Timestamp("2026-12-01T00:00:00Z")
                        )
                    ]
                )
            ]
        )
    }

    @Test func `the text is the interface's, in its order`() {
        #expect(String(decoding: sample.encoded(), as: UTF8.self) == Self.example)
    }

    @Test func `what is written is read again`() throws {
        var report = sample
        report.daemon = .init(isRunning: false, pid: nil, uptimeSeconds: nil, version: "x")
        for (index, state) in ProviderState.allCases.enumerated() {
            var provider = report.providers[0]
            provider.provider = "p\(index)"
            provider.state = state
            provider.pid = nil
            provider.uptimeSeconds = nil
            provider.restarts = index
            provider.lastError = "killed \"by\" SIGKILL (9)\n\u{1B}[31m"
            provider.nextRetryAt = Timestamp("2026-01-01T00:00:00.250Z")
            provider.exitHistory = [.init(at: Timestamp(seconds: 0), reason: "exit status 3")]
            provider.lastLogLines = ["one", "", "ünï\t😀"]
            provider.accounts = AccountState.allCases.map {
                .init(file: "f", label: "l", state: $0, expiresAt: nil)
            }
            report.providers.append(provider)
        }
        #expect(try StatusReport(decoding: report.encoded()) == report)
    }

    @Test func `uptimes are rounded to milliseconds`() throws {
        var report = sample
        report.daemon.uptimeSeconds = 1.0 / 3
        #expect(try StatusReport(decoding: report.encoded()).daemon.uptimeSeconds == 0.333)
    }

    @Test func `members of a newer daemon are passed over`() throws {
        let text = Self.example.replacing(#""restarts":0,"#, #""restarts":0,"new":{"x":[1]},"#)
        #expect(try StatusReport(decoding: Array(text.utf8)) == sample)
    }

    @Test(arguments: [
        (#""port":18419"#, #""port":70000"#, "port"), (#""running","#, #""walking","#, "state"),
        (#""healthy":true,"#, "", "healthy"), (#""pid":4123"#, #""pid":"4123""#, "pid"),
        (#""2026-12-01T00:00:00Z""#, #""soon""#, "expires_at"), (#""accounts":["#, #""account":["#, "accounts"),
        (#""dashboard":{"#, #""dashboard":[],"x":{"#, "dashboard"),
        (#""state":"ok""#, #""state":"fine""#, "accounts.state"),
    ])
    func `what is not a report is refused by the member's name`(old: String, new: String, member: String) throws {
        let text = Self.example.replacing(old, new)
        #expect(text != Self.example)
        let error = try #require(throws: JSONError.self) { try StatusReport(decoding: Array(text.utf8)) }
        #expect(error.context == member && error.reason == .unexpectedShape)
    }
}
