import HTTPTransport
import PlatformSupport
import ProxyModel
import Testing

@testable import Supervision

@Suite("A supervisor")
struct SupervisorTests {
    @Test func `a provider that left the settings while it waits for its next try is shown and stopped`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.behave("other", "exit-at-start=1")
            try fixture.configure(withOther: true, "restart: { initial-delay: 60s, max-delay: 60s }")
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await supervisor.run() }
                async let start = supervisor.start(["other"])
                while try await state(of: "other", supervisor) != .backoff { await context.loop.yield() }
                try fixture.configure(withOther: false)
                #expect(try await state(of: "other", supervisor) == .backoff)
                let stopped = try await supervisor.stopEverything()
                #expect(stopped.contains { $0.provider == "other" && $0.isDone })
                #expect(try await state(of: "other", supervisor) == nil, "at rest, it is no longer of interest")
                _ = try await start
                await supervisor.close()
            }
        }
    }

    @Test func `a provider that left the settings is not started with the others`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.configure(withOther: true)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await supervisor.run() }
                _ = try await supervisor.start(["other"])
                try fixture.configure(withOther: false)
                let started = try await supervisor.start([])
                #expect(started.map(\.provider) == ["codex"])
                #expect(try await state(of: "other", supervisor) == .running)
                #expect(try await supervisor.stopEverything().filter(\.hasChanged).count == 2)
                await supervisor.close()
            }
        }
    }

    @Test func `what the daemon's end cuts short is for the next daemon`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.behave("codex", "slow-start=60000")
            try fixture.configure(withOther: false)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { await supervisor.run() }
                async let start = supervisor.start(["codex"])
                while try await pid(of: "codex", supervisor) == nil { await context.loop.yield() }
                let pid = try #require(try await pid(of: "codex", supervisor))
                await supervisor.close()
                do {
                    _ = try await start
                    Issue.record("nothing has started")
                } catch {
                    #expect(error as? ControlError == .shuttingDown)
                }
                #expect(try fixture.endEngine(pid), "the engine lives on")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a daemon that cannot be asked any more ends`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.configure(withOther: false)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            let daemon = Daemon(
                supervisor: supervisor,
                context: context,
                signals: try SignalSource([]),
                guest: nil,
                environment: [:],
                startsAll: false
            )
            let ground = DaemonGround(fixture.base, lock: nil)
            await #expect(throws: HTTPTransportError.disconnected) {
                try await daemon.attend(on: ground, serve: { throw HTTPTransportError.disconnected }, drain: {})
            }
            #expect(await supervisor.isClosed)
        }
    }

    private func state(of name: String, _ supervisor: Supervisor) async throws -> ProviderState? {
        try await supervisor.status(of: []).providers.first { $0.provider == name }?.state
    }

    private func pid(of name: String, _ supervisor: Supervisor) async throws -> Int32? {
        try await supervisor.status(of: [name]).providers.first?.pid
    }
}
