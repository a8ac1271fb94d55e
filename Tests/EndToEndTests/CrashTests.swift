import PlatformSupport
import ProxyModel
import Testing

@Suite("Engines that crash")
struct CrashTests {
    @Test func `an engine that is killed is back with a new PID`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            try ProcessHandle.open(pid: pid)?.signal(.kill)
            let provider = try installation.wait { $0.isHealthy && $0.pid != pid }
            #expect(provider.restarts == 1)
            #expect(provider.exitHistory.last?.reason.contains("SIGKILL") == true)
        }
    }

    @Test func `a crash loop ends in failed, with the exit status and the last words`() async throws {
        let settings = "restart: { initial-delay: 10ms, max-delay: 20ms, max-attempts: 3 }"
        try await Installation.with(settings: settings) { installation in
            try installation.behave("codex", "exit-at-start=7")
            let finished = try installation.run("start", "codex")
            #expect(finished.code == 1)
            #expect(finished.errors.contains("gave up after 3 tries: ended by itself: exit status 7"))
            let provider = try installation.provider()
            #expect(provider.state == .failed)
            #expect(provider.exitHistory.count == 3)
            #expect(!provider.lastLogLines.isEmpty)
            let shown = try installation.run("status")
            #expect(shown.code == 3)
            #expect(shown.output.contains("exit status 7"))
            try installation.behave("codex")
            try installation.succeed("start", "codex")
        }
    }

    @Test func `an engine that ends with status 0 without serving is not believed`() async throws {
        let settings = "restart: { initial-delay: 10ms, max-attempts: 2 }"
        try await Installation.with(settings: settings) { installation in
            try installation.behave("codex", "exit-at-start=0")
            let finished = try installation.run("start", "codex")
            #expect(finished.code == 1)
            #expect(finished.errors.contains("exit status 0"))
        }
    }

    @Test func `an engine that loses its port while it starts is ended and the winner named`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "slow-start=1500")
            let command = try installation.start(["start", "codex"])
            try installation.wait { $0.state == .starting && $0.pid != nil }
            try await Stranger.listening(on: try installation.port()) { stranger in
                let finished = try command.wait()
                #expect(finished.code == 1)
                #expect(finished.errors.contains("PID \(stranger.pid)"), "\(finished)")
                #expect(!stranger.hasEnded)
                #expect(try installation.provider().state == .foreign)
            }
        }
    }

    @Test func `an engine that crashes twice and then runs is up in the end`() async throws {
        try await Installation.with(settings: "restart: { initial-delay: 10ms }") { installation in
            try installation.behave("codex", "crash-times=2", "exit-at-start=1")
            try installation.succeed("start", "codex")
            #expect(try installation.provider().restarts == 2)
        }
    }

    @Test func `a wedged engine is replaced`() async throws {
        let settings = "health: { interval: 300ms, timeout: 100ms, failures: 2 }"
        try await Installation.with(settings: settings) { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            try ProcessHandle.open(pid: pid)?.signal(.stop)
            try installation.wait { $0.isHealthy && $0.pid != pid }
            #expect(ProcessIdentity.of(pid: pid) == nil)
        }
    }

    @Test func `four hung engines do not hold up the status`() async throws {
        let settings = "health: { interval: 1h, timeout: 1s, failures: 5 }"
        try await Installation.with(["antigravity", "claude", "codex", "gemini"], settings: settings) { installation in
            try installation.succeed("start", "all")
            let pids = try installation.status().providers.compactMap(\.pid)
            for pid in pids { try ProcessHandle.open(pid: pid)?.signal(.stop) }
            let began = ContinuousClock.now
            let report = try installation.status()
            // The sum of four timeouts would be four seconds; a loaded machine gets some room.
            #expect(ContinuousClock.now - began < .seconds(3))
            #expect(report.providers.map(\.state) == Array(repeating: .unhealthy, count: 4))
            for pid in pids { try ProcessHandle.open(pid: pid)?.signal(.continue) }
        }
    }

    @Test func `a slow start is waited for`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "slow-start=700")
            try installation.succeed("start", "codex")
            #expect(try installation.provider().restarts == 0)
        }
    }

    @Test func `proxies in the environment have no say in how engines are probed`() async throws {
        try await Installation.with(environment: [
            "http_proxy": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1",
        ]) {
            try $0.succeed("start", "codex")
            #expect(try $0.provider().isHealthy)
        }
    }

    @Test func `an old engine that only knows the root path is healthy`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "healthz=404")
            try installation.succeed("start", "codex")
        }
    }
}
