import PlatformSupport
import ProxyModel
import Testing

@Suite("What engines print")
struct LogTests {
    @Test func `a flood is kept within bounds and does not hold the engine up`() async throws {
        try await Installation.with(settings: "logs: { max-size: 200KB, keep: 2 }") { installation in
            try installation.behave("codex", "log-flood=50000")
            try installation.succeed("start", "codex")
            let logs = installation.base.provider(.codex).logs
            let deadline = ContinuousClock.now + .seconds(20)
            var size = Int64.max
            while size > 700_000, ContinuousClock.now < deadline {
                // Asking for the status gives the daemon time to cut the log.
                _ = try installation.status()
                size = try FileSystem.list(logs).reduce(0) { try $0 + (FileSystem.info("\(logs)/\($1)")?.size ?? 0) }
            }
            #expect(size <= 700_000)
            #expect(try FileSystem.list(logs).count <= 3)
        }
    }

    @Test func `logs shows the last lines`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "log-flood=100")
            try installation.succeed("start", "codex")
            let finished = try installation.succeed("logs", "codex", "-n", "3")
            #expect(finished.output.split(separator: "\n").count == 3)
        }
    }

    @Test func `the key of the management interface is in no log and in no argument`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let keys = try FileSystem.list(installation.base.keys).map { name in
                String(decoding: try FileSystem.read("\(installation.base.keys)/\(name)"), as: UTF8.self)
                    .split(separator: "\n").first.map(String.init) ?? ""
            }
            #expect(!keys.isEmpty)
            let command = ProcessFacts.of(pid: try installation.pid())?.command ?? ""
            let log = String(decoding: try FileSystem.read(installation.base.daemonLog), as: UTF8.self)
            for key in keys where !key.isEmpty {
                #expect(!command.contains(key))
                #expect(!log.contains(key))
            }
        }
    }
}
