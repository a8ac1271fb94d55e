import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@Suite("Signing in with an engine that tells little")
struct AuthLoginTests {
    /// A port that nobody has, since the registered one may be somebody's.
    private func port() throws -> String { String(try LoopbackPorts.free(1)[0]) }

    @Test func `a token file is success, and nobody else can read it`() async throws {
        try await Installation.with { installation in
            // An engine that leaves the mode to chance: 0644.
            try installation.behave("codex", "login=done", "login-mode=420", "record-surroundings=true")
            let run = try installation.succeed(
                "auth",
                "codex",
                "--callback-port",
                try port(),
                environment: ["DISPLAY": ":0", "PGSTORE_DSN": "other", "AWS_SECRET_ACCESS_KEY": "secret"]
            )
            #expect(run.output.contains("codex: fake@example.com is signed in until 2099-01-01T00:00:00Z"))
            #expect(run.errors.contains("Its proxy does not run"))
            let directory = "\(installation.base.configs)/codex"
            let info = try #require(try FileSystem.info("\(directory)/codex-fake@example.com.json"))
            #expect(info.mode & 0o777 == 0o600)
            let facts = String(decoding: try FileSystem.read("\(directory)/fake-engine.surroundings"), as: UTF8.self)
            #expect(
                facts.contains(
                    "argument \(directory)/config.yaml\nargument -codex-login\nargument -oauth-callback-port"
                )
            )
            #expect(facts.contains("variable DISPLAY=:0") && facts.contains("umask 77"))
            #expect(!facts.contains("PGSTORE") && !facts.contains("AWS_SECRET"))
        }
    }

    @Test func `an engine that ends well without a token file has signed nobody in`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "login=failed")
            let run = try installation.run("auth", "login", "codex", "--callback-port", try port())
            #expect(run.code == 1)
            #expect(run.errors.contains("nobody was signed in for codex"))
            #expect(run.errors.contains("to try again: ccproxy auth codex"))
            #expect(try installation.tokenFiles() == [])
        }
    }

    @Test func `an account that is signed in again is success as well`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "login=done")
            try installation.succeed("auth", "codex", "--callback-port", try port())
            try installation.succeed("auth", "codex", "--callback-port", try port())
            #expect(try installation.tokenFiles() == ["codex-fake@example.com.json"])
        }
    }

    @Test func `a version without the flag is not even asked to sign in`() async throws {
        try await Installation.with(["gemini"]) { installation in
            try installation.behave("gemini", "missing-flags=login,project_id", "login=done")
            let run = try installation.run("auth", "gemini", "--callback-port", try port())
            #expect(run.code == 1 && run.errors.contains("it has no -login"))
            #expect(run.errors.contains("ccproxy auth add-key gemini"))
            try installation.behave("gemini", "login=done")
            try installation.succeed("auth", "gemini", "--callback-port", try port())
            #expect(try installation.tokenFiles("gemini") == ["gemini-fake@example.com.json"])
        }
    }

    @Test func `whoever has the port that the browser comes back to is named`() async throws {
        try await Installation.with { installation in
            let held = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let run = try installation.run("auth", "codex", "--callback-port", "\(held.localAddress.port ?? 0)")
            #expect(run.code == 1)
            #expect(run.errors.contains("is in use by PID \(CurrentProcess.pid)"))
            #expect(run.errors.contains("ccproxy auth codex --device"))
        }
    }

    @Test func `a provider of one's own signs in into its own directory`() async throws {
        try await Installation.with(["codex", "codex-work"]) { installation in
            try installation.behave("codex-work", "login=done", "login-email=work@example.com")
            try installation.succeed("auth", "codex-work", "--device")
            #expect(try installation.tokenFiles("codex-work") == ["codex-work@example.com.json"])
            let run = try installation.succeed("auth", "status")
            #expect(run.output.contains("work@example.com"))
        }
    }

    @Test func `a proxy that runs is restarted, but not in the middle of an answer`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "login=done", "stream-events=60", "stream-interval=25")
            try installation.succeed("start", "codex")
            let before = try installation.pid()
            let keys = try #require(try ProviderKeys.load(base: installation.base, provider: .codex))
            let callback = try port()
            var login: RunningCommand?
            let events = try EventStream.read(port: try installation.port(), key: keys.apiKey) {
                login = try installation.start(["auth", "codex", "--callback-port", callback])
            }
            // The content events and what frames them: none is missing.
            #expect(events >= 60)
            let run = try #require(try login?.wait())
            #expect(run.code == 0 && run.errors.contains("Its proxy was restarted, PID "), "\(run)")
            let after = try installation.provider()
            #expect(after.isHealthy && after.pid != before)
            #expect(after.accounts.map(\.label) == ["fake@example.com"])
        }
    }

    @Test func `what a running engine knows of an account is shown, and nothing is started for it`() async throws {
        try await Installation.with { installation in
            try installation.signIn("a.json", #""email":"me@example.com","fake_cooldown":"2999-01-01T00:00:00Z""#)
            let idle = try installation.succeed("auth", "status", "codex", "--json")
            #expect(idle.output.contains(#""cooldown_until":null"#) && !idle.output.contains("SECRET"))
            #expect(try !installation.status().daemon.isRunning)
            try installation.succeed("start", "codex")
            let busy = try installation.succeed("auth", "status", "codex", "--json")
            #expect(busy.output.contains(#""cooldown_until":"2999-01-01T00:00:00Z""#))
            #expect(try !installation.succeed("auth", "status").output.contains("SECRET"))
        }
    }

    @Test func `a proxy notices when an account is switched off, and when it goes`() async throws {
        try await Installation.with { installation in
            try installation.signIn("a.json", #""email":"me@example.com""#)
            try installation.succeed("start", "codex")
            try installation.succeed("auth", "disable", "codex", "me")
            #expect(try installation.provider().accounts.map(\.state) == [.disabled])
            try installation.succeed("auth", "enable", "codex", "me@example.com")
            #expect(try installation.provider().accounts.map(\.state) == [.ok])
            try installation.succeed("auth", "logout", "codex", "a")
            #expect(try installation.provider().accounts.isEmpty && installation.tokenFiles() == [])
        }
    }

    @Test func `whoever ends the command ends the engine with it`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "record-surroundings=true")
            let run = try installation.start(["auth", "codex", "--callback-port", try port()])
            let directory = "\(installation.base.configs)/codex"
            try FileSystem.createDirectory(directory, mode: 0o700)
            let hasBegun = try eventually(changing: directory, within: .seconds(60)) {
                FileSystem.exists("\(directory)/fake-engine.surroundings")
            }
            try #require(hasBegun)
            try run.handle.signal(.terminate)
            let end = try run.wait()
            #expect(end.code == 143 && end.errors.contains("Interrupted: nobody was signed in"), "\(end)")
            #expect(try installation.processes() == [])
        }
    }

    @Test func `Claude Code is launched with a word on an account that cannot be renewed any more`() async throws {
        try await Installation.with { installation in
            let claude = try FakeClaude(in: installation)
            let refusal = #""ccproxy_refresh_refused":{"reason":"token revoked","at":"2026-01-01T00:00:00Z"}"#
            try installation.signIn("a.json", #""email":"me@example.com","# + refusal)
            let run = try installation.run("run", "codex", environment: ["PATH": claude.path])
            #expect(claude.wasLaunched && run.code == 0)
            #expect(run.errors.contains("codex: me@example.com: renewing it was refused: token revoked"))
            #expect(run.errors.contains("no account of codex can be used") && run.errors.contains("ccproxy auth codex"))
            let status = try installation.succeed("status", "codex").output
            #expect(status.contains("me@example.com  expired") && status.contains("token revoked:  ccproxy auth codex"))
        }
    }
}
