import PlatformSupport
import ProxyModel
import Synchronization
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(5)))
struct GuestPlaceTests {
    /// Listens for real and serves nobody.
    private final class Guest: DaemonGuest {
        private struct State: ~Copyable {
            var listener: ListeningSocket?
            var ports: [UInt16] = []
        }

        private let state = Mutex(State())

        /// Every port that was asked for.
        var ports: [UInt16] { state.withLock { $0.ports } }

        var port: UInt16? {
            state.withLock { state in
                switch state.listener {
                case .some(let listener): listener.localAddress.port
                case .none: nil
                }
            }
        }

        /// What happens when the system takes the listener away.
        func fail() { state.withLock { $0.listener = nil } }

        func listen(on port: UInt16) throws(SystemError) {
            try state.withLock { (state) throws(SystemError) in
                state.ports.append(port)
                state.listener = nil
                state.listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
            }
        }

        func serve() async {}
    }

    @Test func `a port that somebody else holds leaves the daemon at work, and is taken when it is free`() throws {
        try LaneFixture.run { fixture, context in
            let guest = Guest()
            var stranger: ListeningSocket? = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let port = try #require(stranger?.localAddress.port)
            try fixture.configure(withOther: false, "dashboard: { port: \(port) }")
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            await supervisor.welcome(guest)
            let taken = await supervisor.knownStatus().dashboard
            #expect(!taken.isRunning)
            #expect(taken.lastError?.hasPrefix("port \(port) is in use by PID \(CurrentProcess.pid)") == true)
            stranger = nil
            await supervisor.reloadSettings()
            let free = await supervisor.knownStatus().dashboard
            #expect(free.isRunning)
            #expect(free.lastError == nil)
            #expect(free.url.contains(":\(port)/"))
            let asked = guest.ports.count
            await supervisor.reloadSettings()
            #expect(guest.ports.count == asked, "who listens is not asked to again")
            await supervisor.close()
        }
    }

    @Test func `a dashboard whose listener has failed is not said to run, and takes its port again`() throws {
        try LaneFixture.run { fixture, context in
            let guest = Guest()
            let port = try LoopbackPorts.free(1)[0]
            try fixture.configure(withOther: false, "dashboard: { port: \(port) }")
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            await supervisor.welcome(guest)
            guest.fail()
            #expect(await !supervisor.knownStatus().dashboard.isRunning)
            await supervisor.reloadSettings()
            #expect(await supervisor.knownStatus().dashboard.isRunning)
            #expect(guest.ports == [port, port])
            await supervisor.close()
        }
    }

    @Test func `a changed port is moved to, and the next engine learns of it`() throws {
        try LaneFixture.run { fixture, context in
            let guest = Guest()
            let ports = try LoopbackPorts.free(2)
            try fixture.configure(withOther: false, "dashboard: { port: \(ports[0]) }")
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            await supervisor.welcome(guest)
            try fixture.configure(withOther: false, "dashboard: { port: \(ports[1]) }\nlinks: { port-offset: 1 }")
            await supervisor.reloadSettings()
            let report = await supervisor.knownStatus()
            #expect(report.dashboard.isRunning)
            #expect(report.dashboard.url.contains(":\(ports[1])/"))
            #expect(guest.ports == ports)
            #expect(context.engines.dashboardPort.value == ports[1])
            await supervisor.close()
        }
    }

    @Test func `an engine is told where the dashboard is`() {
        let environment = EngineEnvironment.select(
            from: ["HOME": "/h"],
            dashboardPort: 28500,
            kind: .codex,
            managementKey: "k"
        )
        #expect(environment["CCPROXY_DASHBOARD_PORT"] == "28500")
    }

    @Test func `whoever watches hears of each change of a provider's state`() throws {
        try LaneFixture.run { fixture, context in
            try fixture.configure(withOther: false)
            let supervisor = try fixture.supervisor(context)
            await supervisor.prepare()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await supervisor.run() }
                let before = context.changes.count
                _ = try await supervisor.start(["codex"])
                #expect(context.changes.count > before)
                let started = context.changes.count
                _ = try await supervisor.status(of: [])
                #expect(context.changes.count == started, "looking changes nothing")
                _ = try await supervisor.stop(["codex"])
                #expect(context.changes.count > started)
                await supervisor.close()
            }
        }
    }
}
