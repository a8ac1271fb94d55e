import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@Suite("Whatever is killed in whatever order")
struct FaultRunTests {
    /// How many kills: `CCPROXY_TEST_FAULTS`, a few without it.
    private static let kills = CurrentProcess.environmentVariable("CCPROXY_TEST_FAULTS").flatMap { Int($0) } ?? 25

    @Test(arguments: RandomSeeds.fresh(1))
    func `kills of daemon and engines always converge to four healthy engines`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let settings = "restart: { initial-delay: 5ms, max-delay: 20ms, max-attempts: 1000 }"
        try await Installation.with(["antigravity", "claude", "codex", "gemini"], settings: settings) { installation in
            try installation.succeed("start", "all")
            for kill in 0..<Self.kills {
                let report = try installation.status()
                let victims = [report.daemon.pid].compactMap { $0 } + report.providers.compactMap(\.pid)
                let victim = try #require(victims.randomElement(using: &random))
                try ProcessHandle.open(pid: victim)?.signal(.kill)
                // Half of the time somebody types a command at that very moment.
                if Bool.random(using: &random) { _ = try installation.run("start", "all") }
                try expectConvergence(installation, "kill \(kill) of seed \(seed)")
            }
            try installation.succeed("stop")
            #expect(try installation.processes() == [], "seed \(seed)")
        }
    }

    private func expectConvergence(_ installation: Installation, _ context: String) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        var report = try installation.status()
        while report.providers.filter(\.isHealthy).count != 4 {
            guard .now < deadline else { throw Unexpected("\(context): \(report)") }
            // What failed while nobody supervised it is wanted by nobody until somebody says so.
            _ = try installation.run("start", "all")
            report = try installation.status()
        }
        let engines = try installation.processes().filter {
            ProcessFacts.of(pid: $0)?.command.contains("-config") == true
        }
        #expect(Set(engines) == Set(report.providers.compactMap(\.pid)), "duplicates or orphans: \(context)")
    }
}
