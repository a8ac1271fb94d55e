import PlatformSupport
import ProxyModel
import Testing

@Suite("When the daemon dies")
struct AdoptionTests {
    @Test func `the next command adopts the same processes`() async throws {
        try await Installation.with(["claude", "codex"]) { installation in
            try installation.succeed("start", "all")
            let before = try installation.status()
            try kill(before.daemon)
            let after = try installation.status()
            #expect(after.daemon.isRunning)
            #expect(after.daemon.pid != before.daemon.pid)
            #expect(after.providers.compactMap(\.pid) == before.providers.compactMap(\.pid))
            #expect(after.providers.filter(\.isHealthy).count == 2)
            try installation.succeed("start", "all")
            #expect(try installation.status().providers.compactMap(\.pid) == before.providers.compactMap(\.pid))
        }
    }

    @Test func `an adopted engine that crashes is restarted, and one that is stopped is gone`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            try kill(try installation.status().daemon)
            let pid = try installation.pid()
            try ProcessHandle.open(pid: pid)?.signal(.kill)
            let next = try installation.wait { $0.isHealthy && $0.pid != pid }
            try kill(try installation.status().daemon)
            #expect(try installation.provider().restarts == 1, "the count outlives the daemon")
            try kill(try installation.status().daemon)
            try installation.succeed("stop")
            #expect(next.pid.flatMap { ProcessIdentity.of(pid: $0) } == nil)
            #expect(try installation.processes() == [])
        }
    }

    @Test func `an engine whose provider left the settings meanwhile is found, shown and stopped`() async throws {
        try await Installation.with(["codex", "codex-work"]) { installation in
            try installation.succeed("start", "all")
            let pid = try installation.pid("codex-work")
            try kill(try installation.status().daemon)
            let yaml = """
                dashboard: { port: \(installation.dashboardPort) }
                providers:
                  codex: { port: \(try installation.port()) }

                """
            try FileSystem.write(yaml, atomicallyTo: installation.base.settings, mode: 0o600)
            #expect(try installation.pid("codex-work") == pid)
            try installation.succeed("stop")
            #expect(try installation.processes() == [])
        }
    }

    @Test func `a daemon that does not answer is named, and every command comes back`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let daemon = try #require(try installation.status().daemon.pid)
            let handle = try #require(try ProcessHandle.open(pid: daemon))
            try handle.signal(.stop)
            let finished = try installation.run("stop", "codex")
            #expect(finished.code == 1)
            #expect(finished.errors.contains("PID \(daemon)"), "\(finished)")
            #expect(finished.errors.contains("kill -9 \(daemon)"))
            try handle.signal(.kill)
            handle.waitUntilEnded()
            #expect(try installation.provider().isHealthy)
        }
    }

    @Test func `a daemon whose socket is gone makes room for one that can be found`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            let old = try #require(try installation.status().daemon.pid)
            try FileSystem.remove(installation.base.controlSocket)
            #expect(try installation.pid() == pid, "the next command finds the same engine")
            #expect(try installation.status().daemon.pid != old)
        }
    }

    @Test func `a daemon whose run directory was made anew takes nothing of its successor with it`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            let first = try #require(try installation.status().daemon.pid)
            let handle = try #require(try ProcessHandle.open(pid: first))
            try FileSystem.removeTree(installation.base.runDirectory)
            try installation.succeed("start", "codex")
            handle.waitUntilEnded(timeout: .seconds(20))
            #expect(handle.hasEnded)
            #expect(try installation.pid() == pid)
            try installation.succeed("stop")
            #expect(try installation.processes() == [])
        }
    }

    @Test func `a daemon whose run directory was removed leaves stopped what its successor has stopped`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            let first = try #require(try installation.status().daemon.pid)
            let handle = try #require(try ProcessHandle.open(pid: first))
            try FileSystem.removeTree(installation.base.runDirectory)
            try installation.succeed("stop", "codex")
            #expect(handle.waitUntilEnded(timeout: .seconds(20)))
            #expect(ProcessIdentity.of(pid: pid) == nil)
            let engines = try installation.processes().filter {
                ProcessFacts.of(pid: $0)?.command.contains("-config") == true
            }
            #expect(engines == [])
            #expect(try installation.provider().state == .stopped)
        }
    }

    @Test func `what an adopted engine leaves behind in its session is gone after its crash`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "helper=true")
            try installation.succeed("start", "codex")
            try kill(try installation.status().daemon)
            let pid = try installation.pid()
            let helper = try #require(try installation.helpers().first)
            try installation.behave("codex")
            try ProcessHandle.open(pid: pid)?.signal(.kill)
            try installation.wait { $0.isHealthy && $0.pid != pid }
            #expect(ProcessIdentity.of(pid: helper) == nil)
        }
    }

    @Test func `nothing outlives a base directory that was removed`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let report = try installation.status()
            let pids = [report.daemon.pid, report.providers.first { $0.provider == "codex" }?.pid].compactMap { $0 }
            let handles = try pids.compactMap { try ProcessHandle.open(pid: $0) }
            #expect(handles.count == 2)
            try FileSystem.removeTree(installation.base.path)
            for handle in handles { #expect(handle.waitUntilEnded(timeout: .seconds(20))) }
        }
    }

    @Test func `an engine without a record is found by the lock that it holds`() async throws {
        try await Installation.with { installation in
            try installation.succeed("start", "codex")
            let pid = try installation.pid()
            try kill(try installation.status().daemon)
            try FileSystem.remove(installation.base.provider(.codex).recordFile)
            try FileSystem.remove(installation.base.provider(.codex).pidFile)
            #expect(try installation.pid() == pid)
        }
    }

    @Test func `a PID file that names an unrelated process means nobody`() async throws {
        try await Installation.with { installation in
            let bystander = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: "/bin/sleep",
                    arguments: ["sleep", "1000"],
                    environment: [:],
                    workingDirectory: "/",
                    standardOutput: 1
                )
            )
            defer {
                try? bystander.signal(.kill)
                bystander.waitUntilEnded()
                _ = bystander.reap()
            }
            try FileSystem.createDirectory(installation.base.provider(.codex).path, mode: 0o700)
            let pidFile = installation.base.provider(.codex).pidFile
            try FileSystem.write("\(bystander.pid)", atomicallyTo: pidFile, mode: 0o644)
            #expect(try installation.provider().state == .stopped)
            try installation.succeed("start", "codex")
            #expect(try installation.pid() != bystander.pid)
            try FileSystem.write("\(bystander.pid)", atomicallyTo: pidFile, mode: 0o644)
            try kill(try installation.status().daemon)
            try installation.succeed("stop")
            #expect(!bystander.hasEnded)
        }
    }

    @Test func `a stream through an engine survives the daemon`() async throws {
        try await Installation.with { installation in
            try installation.behave("codex", "stream-events=60", "stream-interval=10")
            try installation.succeed("start", "codex")
            let keys = try #require(try ProviderKeys.load(base: installation.base, provider: .codex))
            let whole = try EventStream.read(port: try installation.port(), key: keys.apiKey) {}
            let interrupted = try EventStream.read(port: try installation.port(), key: keys.apiKey) {
                try kill(try installation.status().daemon)
                // The next command adopts the engine while the stream goes on.
                _ = try installation.pid()
            }
            #expect(interrupted == whole)
            #expect(try installation.provider().isHealthy)
        }
    }

    private func kill(_ daemon: StatusReport.Daemon) throws {
        guard let pid = daemon.pid, let handle = try ProcessHandle.open(pid: pid) else {
            throw Unexpected("no daemon to kill")
        }
        try handle.signal(.kill)
        handle.waitUntilEnded()
    }
}
