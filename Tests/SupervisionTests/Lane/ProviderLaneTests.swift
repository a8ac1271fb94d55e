import HTTPTransport
import PlatformSupport
import ProxyModel
import Testing

@testable import Supervision

@Suite("A lane with a real process")
struct ProviderLaneTests {
    @Test func `a restart is never answered with what became of the start before it`() throws {
        try LaneFixture.run { fixture, context in
            let lane = ProviderLane(
                settings: fixture.codex,
                policy: SupervisionPolicy(),
                logs: LogSettings(),
                context: context
            )
            await withDiscardingTaskGroup { group in
                group.addTask { await lane.run() }
                var pid = await lane.start().pid
                // The restart comes at another moment of the start's probe each time.
                for turns in 0..<40 {
                    let before = pid
                    async let start = lane.start()
                    for _ in 0..<turns { await context.loop.yield() }
                    pid = await lane.restart().pid
                    #expect(pid != nil && pid != before, "after \(turns) turns of the loop")
                    _ = await start
                }
                #expect(await lane.stop() == .stopped(wasRunning: true))
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
}

extension StartOutcome {
    /// Of the engine that is ready; nil when there is none.
    var pid: Int32? {
        if case .ready(let pid) = self { pid } else { nil }
    }
}
