import PlatformSupport
import ProxyModel
import Testing

@Suite("Signing in at a terminal")
struct AuthTerminalTests {
    private func port() throws -> String { String(try LoopbackPorts.free(1)[0]) }

    @Test func `the address that a browser ended at can be pasted`() async throws {
        try await Installation.with { installation in
            let session = try installation.onTerminal("auth", "codex", "--callback-port", try port())
            let guide = try session.wait(for: "https://auth.example.com/authorize")
            #expect(guide.contains("paste it here when you are asked for it"))
            #expect(guide.contains("ccproxy auth codex --device") && !guide.contains("ssh -N"))
            try session.wait(for: "Paste the Codex callback URL")
            try session.enter("http://localhost:1455/auth/callback?code=abc&state=fake-state")
            try session.wait(for: "codex: fake@example.com is signed in until 2099-01-01T00:00:00Z")
            #expect(try session.end() == 0)
            #expect(try installation.tokenFiles() == ["codex-fake@example.com.json"])
        }
    }

    @Test func `over SSH the exact line for the tunnel comes first, and no browser`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "record-surroundings=true")
            let port = try port()
            let session = try installation.onTerminal(
                "auth",
                "codex",
                "--callback-port",
                port,
                environment: ["SSH_CONNECTION": "10.0.0.9 5022 10.0.0.5 2222", "DISPLAY": ":10", "USER": "me"]
            )
            let guide = try session.wait(for: "https://auth.example.com/authorize")
            #expect(guide.contains("  ssh -N -L 1455:127.0.0.1:\(port) -p 2222 me@10.0.0.5"))
            let file = "\(installation.base.configs)/codex/fake-engine.surroundings"
            let facts = String(decoding: try FileSystem.read(file), as: UTF8.self)
            #expect(facts.contains("argument -no-browser") && facts.contains("variable SSH_CONNECTION="))
            try session.wait(for: "Paste the Codex callback URL")
            try session.enter("code=abc")
            #expect(try session.end() == 0)
        }
    }

    @Test func `Ctrl-C ends the engine as well, and leaves nothing behind`() async throws {
        try await Installation.with { installation in
            let session = try installation.onTerminal("auth", "codex", "--callback-port", try port())
            try session.wait(for: "Paste the Codex callback URL")
            try session.interrupt()
            try session.wait(for: "Interrupted: nobody was signed in for codex.")
            #expect(try session.end() == 130)
            #expect(try installation.tokenFiles() == [])
            #expect(try installation.processes() == [])
        }
    }

    @Test func `a refused sign-in is one at the terminal, too`() async throws {
        try await Installation.with { installation in
            let session = try installation.onTerminal("auth", "codex", "--callback-port", try port())
            try session.wait(for: "Paste the Codex callback URL")
            try session.enter("http://localhost:1455/auth/callback?error=access_denied")
            try session.wait(for: "nobody was signed in for codex")
            #expect(try session.end() == 1)
        }
    }

    @Test func `a key is not shown while it is typed, and not afterwards`() async throws {
        try await Installation.with(["claude"]) { installation in
            let session = try installation.onTerminal("auth", "add-key", "claude")
            try session.wait(for: "API key for claude: ")
            try session.enter("sk-ant-api03-not-to-be-seen-0123")
            try session.wait(for: "The key …0123 is in ")
            #expect(try session.end() == 0)
            #expect(!session.screen.contains("not-to-be-seen"))
            let file = "\(installation.base.configs)/claude/config.yaml"
            #expect(
                String(decoding: try FileSystem.read(file), as: UTF8.self).contains("sk-ant-api03-not-to-be-seen-0123")
            )
            #expect(try FileSystem.info(file).map { $0.mode & 0o777 } == 0o600)
        }
    }

    @Test func `an account goes only after a yes`() async throws {
        try await Installation.with { installation in
            try installation.signIn("a.json", #""email":"me@example.com""#)
            for (answer, code, left) in [("n", Int32(1), 1), ("", 1, 1), ("y", 0, 0)] {
                let session = try installation.onTerminal("auth", "logout", "codex", "me")
                try session.wait(for: "Remove me@example.com (a.json) from codex? (y/N) ")
                try session.enter(answer)
                #expect(try session.end() == code)
                #expect(try installation.tokenFiles().count == left)
            }
        }
    }
}
