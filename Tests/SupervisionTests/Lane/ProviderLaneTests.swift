import HTTPTransport
import PlatformSupport
import ProxyModel
import Testing

@testable import Supervision

@Suite("A lane with a real process")
struct ProviderLaneTests {
    @Test func `a stop is answered with what became of it and not of the stop before`() throws {
        try LaneFixture.run { fixture, context in
            let lane = ProviderLane(
                settings: fixture.codex,
                policy: SupervisionPolicy(),
                logs: LogSettings(),
                context: context
            )
            await withDiscardingTaskGroup { group in
                group.addTask { await lane.run() }
                await context.loop.yield()
                // All three are there before the lane looks at the first.
                async let before = lane.stop()
                async let start = lane.start()
                async let after = lane.stop()
                #expect(await before == .stopped(wasRunning: false))
                #expect(await start == .failed("stopped by another command"))
                #expect(await after == .stopped(wasRunning: true))
                #expect(await lane.pid == nil)
                await lane.close()
            }
        }
    }

    @Test func `a lane that closes tells everybody who waits`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.behave("codex", "slow-start=60000")
            let lane = ProviderLane(
                settings: fixture.codex,
                policy: SupervisionPolicy(),
                logs: LogSettings(),
                context: context
            )
            let pid = await withDiscardingTaskGroup(returning: Int32?.self) { group in
                group.addTask { await lane.run() }
                async let first = lane.start()
                while await lane.pid == nil { await context.loop.yield() }
                async let second = lane.start()
                await lane.close()
                #expect(await first.pid == nil)
                #expect(await second.pid == nil)
                #expect(await lane.start().pid == nil)
                #expect(await lane.stop() != .stopped(wasRunning: false))
                await lane.refresh()
                return await lane.pid
            }
            #expect(try fixture.endEngine(try #require(pid)), "the engine lives on")
        }
    }

    @Test func `a restart that cannot succeed leaves the healthy engine alone and says why`() throws {
        try LaneFixture.run { fixture, context in
            let lane = ProviderLane(
                settings: fixture.codex,
                policy: SupervisionPolicy(),
                logs: LogSettings(),
                context: context
            )
            await withDiscardingTaskGroup { group in
                group.addTask { await lane.run() }
                let pid = await lane.start().pid
                var missing = fixture.codex
                missing.engine = .path("/nowhere/engine")
                await lane.configure(missing, policy: SupervisionPolicy(), logs: LogSettings())
                let outcome = await lane.restart()
                let refused = "\(outcome)"
                #expect(refused.contains("/nowhere/engine") && refused.contains("goes on as before"), "\(refused)")
                #expect(await lane.pid == pid && pid != nil)

                await lane.configure(fixture.codex, policy: SupervisionPolicy(), logs: LogSettings())
                let next = await lane.restart().pid
                #expect(next != nil && next != pid)
                _ = await lane.stop()
                await lane.close()
            }
        }
    }
}

@Suite("A lane in trouble")
struct TroubledLaneTests {
    @Test func `a restart that cannot succeed also leaves an engine alone that does not answer`() throws {
        try LaneFixture.run { fixture, context in
            let health = HealthPolicy(interval: .seconds(3600), timeout: .milliseconds(50), failures: 5)
            let policy = SupervisionPolicy(health: health, stopGrace: .milliseconds(50))
            let lane = fixture.lane(policy, context)
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await lane.run() }
                let pid = try #require(await lane.start().pid)
                try ProcessHandle.open(pid: pid)?.signal(.stop)
                await lane.refresh()
                #expect(await lane.machine.state == .unhealthy)
                var missing = fixture.codex
                missing.engine = .path("/nowhere/engine")
                await lane.configure(missing, policy: policy, logs: LogSettings())
                #expect("\(await lane.restart())".contains("goes on as before"))
                #expect(await lane.pid == pid)
                _ = await lane.stop()
                await lane.close()
            }
        }
    }

    @Test func `an engine whose file is just being written is tried again`() throws {
        try LaneFixture.run { fixture, context in
            let engine = fixture.base.path + "/engine"
            let text = "#!/bin/sh\nexec '\(fixture.engine)' \"$@\"\n"
            try FileSystem.write(text, atomicallyTo: engine, mode: 0o755)
            var settings = fixture.codex
            settings.engine = .path(engine)
            let lane = fixture.lane(SupervisionPolicy(), context)
            await lane.configure(settings, policy: SupervisionPolicy(), logs: LogSettings())
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await lane.run() }
                // Not every kernel minds.
                let writer = try LogFile.open(engine, mode: 0o755)
                async let start = lane.start()
                while await ![.backoff, .running, .failed].contains(lane.machine.state) { await context.loop.yield() }
                _ = consume writer
                #expect(await start.pid != nil)
                _ = await lane.stop()
                await lane.close()
            }
        }
    }

    @Test func `an engine that cannot be written down is gone before anybody is told why`() throws {
        try LaneFixture.run { fixture, context in
            let directory = fixture.base.provider(.codex)
            // Nothing can be put in place of a directory.
            try FileSystem.createDirectory(directory.path, mode: 0o700)
            try FileSystem.createDirectory(directory.recordFile, mode: 0o700)
            let lane = fixture.lane(SupervisionPolicy(), context)
            await withDiscardingTaskGroup { group in
                group.addTask { await lane.run() }
                let outcome = "\(await lane.start())"
                #expect((try? EngineAdoption(directory: directory).isLocked()) == false)
                #expect(outcome.contains(directory.recordFile), "\(outcome)")
                #expect(await lane.machine.state == .failed)
                #expect(await lane.machine.exits.map(\.reason) == [lane.machine.lastError])
                await lane.close()
            }
        }
    }

    @Test func `what is left of our own engine on the port is no stranger`() throws {
        try LaneFixture.run { fixture, context in
            let lane = fixture.lane(SupervisionPolicy(), context)
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: fixture.ports[0]))
            let table = PortTable(of: [fixture.ports[0]])
            #expect(await lane.snapshot(accounts: [], listeners: table).state == .foreign)
            await lane.failWithRemains()
            #expect(await lane.snapshot(accounts: [], listeners: table).state == .failed)
            _ = consume listener
        }
    }
}

extension ProviderLane {
    /// As after a sweep in vain.
    fileprivate func failWithRemains() {
        machine.phase = .failed
        machine.hasRemains = true
    }
}

extension StartOutcome {
    /// Of the engine that is ready; nil when there is none.
    var pid: Int32? {
        if case .ready(let pid) = self { pid } else { nil }
    }
}
