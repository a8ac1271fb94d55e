import PlatformSupport
import ProxyModel
import Testing

@Suite("Starting and stopping")
struct StartAndStopTests {
    @Test func `start brings everything up, status shows it, stop leaves nothing`() async throws {
        try await Installation.with(["antigravity", "claude", "codex", "gemini"]) { installation in
            try installation.succeed("start", "all")
            let report = try installation.status()
            #expect(report.daemon.isRunning)
            #expect(report.providers.map(\.state) == Array(repeating: .running, count: 4))
            #expect(Set(report.providers.compactMap(\.pid)).count == 4)
            try installation.succeed("status")
            try installation.succeed("stop")
            #expect(try installation.processes() == [])
            #expect(!FileSystem.exists(installation.base.provider(.codex).pidFile))
            #expect(!FileSystem.exists(installation.base.controlSocket))
            #expect(try installation.run("status").code == 3)
        }
    }

    @Test func `a watched status is a line of JSON each time, until nobody reads it`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let finished = try RunningCommand(
                executable: "/bin/sh",
                arguments: ["-c", "'\(installation.ccproxy)' --home . status --watch --json | head -n 2"],
                environment: installation.defaultEnvironment,
                directory: installation.base.path
            ).wait()
            let lines = finished.output.split(separator: "\n")
            #expect(finished.code == 0 && lines.count == 2, "\(finished)")
            for line in lines { #expect(try StatusReport(decoding: Array(line.utf8)).providers.isEmpty == false) }
        }
    }

    @Test func `watching a provider that nobody has ends at once`() async throws {
        try await Installation.with { installation in
            let finished = try installation.run("status", "--watch", "--json", "nope")
            #expect(finished.code == 2 && finished.output.isEmpty)
            #expect(finished.errors.contains("nope"))
        }
    }

    @Test func `a command that meets a daemon on its way out is answered by the next`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            for _ in 0..<10 {
                let ending = try installation.start(["daemon", "stop"])
                let starting = try (0..<3).map { _ in try installation.start(["start", "codex"]) }
                for command in starting {
                    let finished = try command.wait()
                    #expect(finished.code == 0, "\(finished)")
                }
                _ = try ending.wait()
            }
            try installation.succeed("start", "codex")
            #expect(try installation.pid() == pid)
        }
    }

    @Test func `a second start reuses the process`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            let again = try installation.succeed("start", "codex")
            #expect(again.output.contains("already up, PID \(pid)"))
            #expect(try installation.pid() == pid)
        }
    }

    @Test func `twenty simultaneous starts give one process and twenty successes`() async throws {
        try await Installation.with { installation in
            let commands = try (0..<20).map { _ in try installation.start(["start", "codex", "--json"]) }
            let finished = try commands.map { try $0.wait() }
            #expect(finished.allSatisfy { $0.status == .exited(code: 0) }, "\(finished)")
            let pid = try installation.pid()
            #expect(finished.allSatisfy { $0.output.contains("\"pid\":\(pid),") })
            let engines = try installation.processes().filter {
                ProcessFacts.of(pid: $0)?.command.contains("-config") == true
            }
            #expect(engines == [pid])
        }
    }

    @Test func `stops that race starts end in one of the two states`() async throws {
        try await Installation.with { installation in
            for round in 0..<10 {
                let commands = try (0..<6).map { index in
                    try installation.start([(index + round) % 2 == 0 ? "start" : "stop", "codex"])
                }
                for command in commands { _ = try command.wait() }
                let provider = try installation.provider()
                #expect(provider.state == .running || provider.state == .stopped, "\(provider)")
                #expect((provider.pid != nil) == (provider.state == .running))
            }
        }
    }

    @Test func `stop without a word races start all and nothing is left in between`() async throws {
        try await Installation.with(["claude", "codex"]) { installation in
            for _ in 0..<5 {
                let commands = try [["start", "all"], ["stop"], ["start", "all"], ["stop"]].map {
                    try installation.start($0)
                }
                for command in commands { _ = try command.wait() }
                for provider in try installation.status().providers where installation.ports[provider.provider] != nil {
                    #expect(provider.state == .running || provider.state == .stopped, "\(provider)")
                }
            }
        }
    }

    @Test func `stop says so when nothing was running, and removes stale PID files`() async throws {
        try await Installation.with { installation in
            let pidFile = installation.base.provider(.codex).pidFile
            try FileSystem.createDirectory(installation.base.provider(.codex).path, mode: 0o700)
            try FileSystem.write("999999", atomicallyTo: pidFile, mode: 0o644)
            let finished = try installation.succeed("stop")
            #expect(finished.errors.contains("Nothing was running"))
            #expect(!FileSystem.exists(pidFile))
        }
    }

    @Test func `an engine that ignores TERM is gone after stop, and its port is free`() async throws {
        try await Installation.with(settings: "stop: { grace: 300ms }") { installation in
            try installation.behave("codex", "ignore-term=true")
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            try installation.succeed("stop", "codex")
            #expect(ProcessIdentity.of(pid: pid) == nil)
            #expect(try ListeningPorts.listeners(on: [installation.port()]).isEmpty)
        }
    }

    @Test(arguments: [
        "grandchild=true", "grandchild=true\ngrandchild-setsid=true", "grandchild=true\ngrandchild-ignores-term=true",
    ])
    func `a grandchild that holds the port is gone after stop`(behaviour: String) async throws {
        try await Installation.with(settings: "stop: { grace: 300ms }") { installation in
            try installation.behave("codex", behaviour)
            try installation.succeed("start", "codex")
            try installation.succeed("stop", "codex")
            #expect(try ListeningPorts.listeners(on: [installation.port()]).isEmpty)
            try installation.succeed("stop")
            #expect(try installation.processes() == [])
        }
    }

    @Test(arguments: ["helper=true", "helper-setsid=true"])
    func `a child that has nothing of the engine's is gone after stop`(behaviour: String) async throws {
        try await Installation.with { installation in
            try installation.behave("codex", behaviour)
            try installation.succeed("start", "codex")
            let helper = try #require(try installation.helpers().first)
            try installation.succeed("stop", "codex")
            #expect(ProcessIdentity.of(pid: helper) == nil)
        }
    }

    @Test func `restart gives a new process`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            try installation.succeed("restart", "codex")
            #expect(try installation.pid() != pid)
        }
    }
}
