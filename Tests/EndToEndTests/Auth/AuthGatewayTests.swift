import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Testing

@Suite("Signing in with our own engine, at a strict provider")
struct AuthGatewayTests {
    private static let prompt = "Paste its address here: "

    @Test func `the browser comes back, and the proxy that runs uses the account at once`() async throws {
        let provider = try IdentityProvider("codex")
        try await Installation.with(engine: "auto", environment: provider.environment()) { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            let port = try LoopbackPorts.free(1)[0]
            let session = try installation.onTerminal("auth", "codex", "--callback-port", "\(port)")
            let back = try provider.visit(shownOn: try session.wait(for: Self.prompt))
            #expect(back.hasPrefix("http://localhost:1455/auth/callback?code="))
            #expect(try provider.open(back, port: port).status == .ok)
            try session.wait(for: "codex: me@example.com (plus) is signed in until ")
            try session.wait(for: "The running proxy uses it from now on.")
            #expect(try session.end() == 0)
            #expect(try installation.pid() == pid)
            #expect(try installation.provider().accounts.map(\.label) == ["me@example.com"])
            for file in try installation.tokenFiles() {
                let info = try FileSystem.info("\(installation.base.configs)/codex/\(file)")
                #expect(info.map { $0.mode & 0o777 } == 0o600)
            }
            try installation.succeed("auth", "refresh", "codex", "me@")
            let status = try installation.succeed("auth", "status", "codex", "--json").output
            #expect(status.contains(#""plan":"plus""#) && status.contains(#""last_refresh":"2"#))
            #expect(!status.contains("access-") && !status.contains("refresh-"))
        }
    }

    @Test func `pasting works, and what belongs to another sign-in does not end this one`() async throws {
        let provider = try IdentityProvider("claude")
        try await Installation.with(["claude"], engine: "auto", environment: provider.environment("CLAUDE")) {
            installation in
            let port = try LoopbackPorts.free(1)[0]
            let session = try installation.onTerminal("auth", "claude", "--callback-port", "\(port)", "--no-browser")
            let shown = try session.wait(for: Self.prompt)
            try session.enter("http://localhost:54545/callback?code=code-1&state=of-another")
            try session.wait(for: "That belongs to another sign-in.")
            try session.enter("nonsense")
            try session.wait(for: "That is neither the address")
            try session.enter(try provider.visit(shownOn: shown))
            try session.wait(for: "claude: me@example.com is signed in until ")
            #expect(try session.end() == 0)
            #expect(try installation.tokenFiles("claude") == ["claude-me@example.com.json"])
        }
    }

    @Test func `a person who says no has signed in nobody, and can still leave`() async throws {
        let provider = try IdentityProvider("codex", "deny")
        try await Installation.with(engine: "auto", environment: provider.environment()) { installation in
            let port = try LoopbackPorts.free(1)[0]
            let session = try installation.onTerminal("auth", "codex", "--callback-port", "\(port)")
            try session.enter(try provider.visit(shownOn: try session.wait(for: Self.prompt)))
            try session.wait(for: "The person said no")
            try session.interrupt()
            try session.wait(for: "Interrupted: nobody was signed in for codex.")
            #expect(try session.end() == 130)
            #expect(try installation.tokenFiles() == [] && installation.processes() == [])
        }
    }

    @Test func `what another sign-in stores meanwhile does not make an interrupted one a success`() async throws {
        let provider = try IdentityProvider("codex")
        try await Installation.with(engine: "auto", environment: provider.environment()) { installation in
            let ports = try LoopbackPorts.free(2)
            let first = try installation.onTerminal("auth", "codex", "--callback-port", "\(ports[0])")
            try first.wait(for: Self.prompt)
            let second = try installation.onTerminal("auth", "codex", "--callback-port", "\(ports[1])")
            try second.enter(try provider.visit(shownOn: try second.wait(for: Self.prompt)))
            try second.wait(for: "codex: me@example.com (plus) is signed in until ")
            #expect(try second.end() == 0)
            try first.interrupt()
            try first.wait(for: "Interrupted: nobody was signed in for codex.")
            #expect(try first.end() == 130)
        }
    }

    @Test func `over SSH the line for the tunnel is there`() async throws {
        let provider = try IdentityProvider("codex")
        try await Installation.with(engine: "auto", environment: provider.environment()) { installation in
            let port = try LoopbackPorts.free(1)[0]
            let session = try installation.onTerminal(
                "auth",
                "codex",
                "--callback-port",
                "\(port)",
                environment: ["SSH_CONNECTION": "10.0.0.9 5022 10.0.0.5 22", "USER": "me", "DISPLAY": ":10"]
            )
            let shown = try session.wait(for: Self.prompt)
            #expect(shown.contains("-L 1455:127.0.0.1:\(port) me@10.0.0.5"), "\(shown)")
            try session.interrupt()
            #expect(try session.end() == 130)
        }
    }

    @Test func `a code that is typed on another device signs in without any browser here`() async throws {
        let provider = try IdentityProvider("codex", "device")
        try await Installation.with(engine: "auto", environment: provider.environment()) { installation in
            let run = try installation.succeed("auth", "codex", "--device")
            #expect(run.output.contains("ABCD-1234") || run.errors.contains("ABCD-1234"))
            #expect(run.output.contains("codex: me@example.com (plus) is signed in until "))
        }
    }
}
