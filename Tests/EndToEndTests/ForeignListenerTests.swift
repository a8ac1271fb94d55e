import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@Suite("A port that is somebody else's")
struct ForeignListenerTests {
    @Test func `a listener that answers 200 is named, left alone, and claude is not launched`() async throws {
        try await Installation.with { installation in
            try await Stranger.listening(on: try installation.port()) { stranger in
                let claude = try FakeClaude(in: installation)
                let finished = try installation.start(["run", "codex"], environment: ["PATH": claude.path]).wait()
                #expect(finished.code == 1)
                #expect(finished.errors.contains("PID \(stranger.pid)"))
                #expect(finished.errors.contains("FakeEngine"))
                #expect(!claude.wasLaunched)
                #expect(!stranger.hasEnded)
                let provider = try installation.provider()
                #expect(provider.state == .foreign)
                #expect(provider.lastError?.contains("PID \(stranger.pid)") == true)
                try installation.succeed("stop")
                #expect(!stranger.hasEnded)
            }
        }
    }

    @Test func `a port that is only set, and somebody else's, is shown no key as long as the engine runs elsewhere`()
        async throws
    {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let old = try installation.port()
            let port = try #require(try LoopbackPorts.free(1).first)
            try installation.succeed("config", "set", "providers.codex.port", "\(port)")
            try await Stranger.listening(on: port) { _ in
                let claude = try FakeClaude(in: installation)
                let finished = try installation.start(["run", "codex"], environment: ["PATH": claude.path]).wait()
                #expect(finished.code == 0)
                #expect(finished.errors.contains("restart codex"))
                #expect(try claude.environment()["ANTHROPIC_BASE_URL"] == "http://127.0.0.1:\(old)")
                #expect(try installation.succeed("links", "codex").output.contains(":\(old)/"))
                #expect(try !installation.succeed("links").output.contains(":\(port)/"))
            }
        }
    }

    @Test func `a foreign listener shows without anybody having tried to start`() async throws {
        try await Installation.with { installation in
            try await Stranger.listening(on: try installation.port()) { _ in
                let provider = try installation.provider()
                #expect(provider.state == .foreign)
            }
            #expect(try installation.provider().state == .stopped)
        }
    }

    @Test func `an engine whose port is taken while it is down comes back when it is free`() async throws {
        let settings =
            "health: { interval: 200ms }\nrestart: { initial-delay: 10ms, max-delay: 10ms, max-attempts: 50 }"
        try await Installation.with(settings: settings) { installation in
            try installation.succeed("start", "codex")
            try installation.behave("codex", "exit-at-start=1")
            let pid = try installation.pid()
            try ProcessHandle.open(pid: pid)?.signal(.kill)
            try installation.wait { $0.pid != pid && !$0.isHealthy }
            try await Stranger.listening(on: try installation.port()) { _ in
                try installation.behave("codex")
                try installation.wait { $0.state == .foreign }
            }
            try installation.wait { $0.isHealthy }
        }
    }

    @Test(.enabled(if: OtherUser.nobody != nil, "only root can be somebody else"))
    func `a listener of another user is named by its user`() async throws {
        try await Installation.with { installation in
            let port = try installation.port()
            try await Stranger.listening(on: port, as: OtherUser.nobody) { stranger in
                let finished = try installation.run("start", "codex")
                #expect(finished.code == 1)
                #expect(finished.errors.contains("user nobody"), "\(finished)")
                #expect(try installation.provider().state == .foreign)
                #expect(!stranger.hasEnded)
            }
        }
    }
}
