import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

struct LinksTests {
    @Test func `links say how the proxies stand, and the dashboard is last`() async throws {
        try await Installation.with(["codex", "gemini"]) { installation throws in
            try installation.succeed("start", "codex")
            let run = try installation.succeed("links")
            let lines = run.output.split(separator: "\n").map(String.init)
            let (codex, gemini) = (try installation.port(), try installation.port("gemini"))
            #expect(lines.count == 3, "\(run)")
            #expect(lines[0] == "codex      running  http://127.0.0.1:\(codex)/management.html#/quota")
            #expect(lines[1] == "gemini     stopped  http://127.0.0.1:\(gemini)/management.html#/quota")
            #expect(lines[2].hasPrefix("dashboard  ") && lines[2].contains("_dashboard.html#key="))
            #expect(!run.output.contains("\u{1B}"))
            let again = try installation.succeed("links", "gemini")
            #expect(again.output.split(separator: "\n").last.map(String.init) == lines.last)
            #expect(try installation.run("links", "gemnii").code == 2)
        }
    }

    @Test func `over SSH the line that forwards everything is printed as well`() async throws {
        try await Installation.with(["codex"], settings: "links:\n  port-offset: 100") { installation throws in
            let session = ["SSH_CONNECTION": "192.0.2.1 1 198.51.100.7 22", "USER": "me"]
            let run = try installation.succeed("links", environment: session)
            let port = try installation.port()
            let dashboard = installation.dashboardPort
            let forwards = [port, dashboard].map { "-L \($0 + 100):127.0.0.1:\($0)" }.joined(separator: " ")
            #expect(run.output.contains("ssh -N \(forwards) me@198.51.100.7"), "\(run)")
            let block = try installation.succeed("links", "--ssh-config", "--port-offset", "0", environment: session)
            #expect(block.output.hasPrefix("Host "))
            #expect(block.output.contains("    LocalForward \(port) 127.0.0.1:\(port)\n"))
            let json = try installation.succeed("links", "--json", environment: session)
            #expect(
                try JSONReader.read(Array(json.output.utf8))["ssh"]?["command"]?.string?.hasPrefix("ssh -N") == true
            )
        }
    }

    @Test func `the key is not in the link where somebody else listens on the dashboard's port`() async throws {
        try await Installation.with { installation throws in
            let address = SocketAddress.ipv4(host: "127.0.0.1", port: installation.dashboardPort)
            let other = try ListeningSocket.listen(on: address)
            let run = try installation.succeed("links")
            #expect(run.output.contains("_dashboard.html\n") && !run.output.contains("key="), "\(run)")
            #expect(run.errors.contains("is in use by") && run.errors.contains("dashboard.port"), "\(run)")
            #expect(try !installation.succeed("links", "--json").output.contains("key="))
            let open = try installation.run("links", "--open")
            #expect(open.code == 1 && open.errors.contains("is in use by"), "\(open)")
            _ = consume other
        }
    }

    @Test func `nothing is copied or opened where there is no terminal and no screen`() async throws {
        try await Installation.with { installation throws in
            let copy = try installation.run("links", "--copy")
            #expect(copy.code == 1 && copy.errors.contains("no terminal") && !copy.output.contains("\u{1B}"))
            let open = try installation.run("links", "--open")
            #expect(open.code == 1 && open.errors.contains("no screen"))
        }
    }

    @Test func `who else holds the dashboard's port is not handed the key`() async throws {
        try await Installation.with { installation throws in
            let port = installation.dashboardPort
            let stranger = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
            let plain = try installation.succeed("links")
            #expect(plain.output.contains(":\(port)/cc_proxy_management_dashboard.html"), "\(plain)")
            #expect(plain.errors.contains("has no key: port \(port) is in use by"), "\(plain)")
            let json = try installation.succeed("links", "--json")
            #expect(json.output.contains(#""running":false,"last_error":"port"#), "\(json)")
            let copy = try installation.run("links", "--copy")
            let open = try installation.run("links", "--open", environment: ["DISPLAY": ":0"])
            #expect(copy.code == 1 && open.code == 1 && open.errors.contains("no dashboard to copy or open"), "\(open)")
            for run in [plain, json, copy, open] { #expect(!"\(run)".contains("key="), "\(run)") }
            #expect(!FileSystem.exists("\(installation.base.runDirectory)/open-dashboard.html"))
            _ = consume stranger
            // It takes its port as soon as that is free.
            #expect(try installation.succeed("links").output.contains("#key="))
        }
    }

    @Test func `a terminal is told of links, and its clipboard of the one that was asked for`() async throws {
        try await Installation.with { installation throws in
            let session = try installation.onTerminal("links", "codex", "--copy")
            let shown = try session.wait(for: "clipboard;")
            let url = "http://127.0.0.1:\(try installation.port())/management.html#/quota"
            #expect(shown.contains("\u{1B}]8;;\(url)\u{1B}\\\(url)\u{1B}]8;;\u{1B}\\"))
            #expect(shown.contains("\u{1B}]52;c;"))
        }
    }

    @Test(.enabled(if: Machine.current.system == .linux))
    func `a browser gets the key in a file that is nobody else's, and not in its arguments`() async throws {
        try await Installation.with { installation throws in
            let directory = "\(installation.base.path)/programs"
            try FileSystem.createDirectory(directory, mode: 0o755)
            let script = "#!/bin/sh\nprintf '%s' \"$1\" >'\(directory)/opened'\n"
            try FileSystem.write(script, atomicallyTo: "\(directory)/xdg-open", mode: 0o755)
            let environment = ["PATH": "\(directory):/usr/bin:/bin", "DISPLAY": ":0"]
            try installation.succeed("links", "--open", environment: environment)
            let opened = String(decoding: try FileSystem.read("\(directory)/opened"), as: UTF8.self)
            #expect(opened.hasPrefix("file:///") && !opened.contains("key="))
            let page = String(opened.dropFirst("file://".count))
            #expect(try FileSystem.info(page)?.mode == 0o600)
            #expect(String(decoding: try FileSystem.read(page), as: UTF8.self).contains("_dashboard.html#key="))
            try installation.succeed("links", "codex", "--open", environment: environment)
            let second = String(decoding: try FileSystem.read("\(directory)/opened"), as: UTF8.self)
            #expect(second.hasPrefix("http://127.0.0.1:"))
        }
    }
}
