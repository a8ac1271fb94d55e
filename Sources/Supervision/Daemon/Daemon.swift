import HTTPTransport
import PlatformSupport
import ProxyModel

/// Everything that goes on in the daemon at the same time, and its orderly end.
struct Daemon: Sendable {
    let supervisor: Supervisor
    let context: LaneContext
    let signals: SignalSource

    /// Runs until a signal or a shutdown; the engines live on.
    func run(_ announcer: Announcer) async throws {
        let path = context.base.controlSocket
        // Nobody else can be listening: we hold the daemon's lock.
        let listener = try ListeningSocket.listen(on: .unix(path: path), mode: 0o600, replacingStale: true)
        await supervisor.prepare()
        let ended = Ending()
        let control = ControlServer(supervisor: supervisor) { ended.reach() }
        let server = HTTPServer(listener, on: context.loop) { request, writer in
            try await control.handle(request, writer)
        }
        ended.onReached = { server.drain() }
        context.log.write("daemon \(ProductVersion.text) ready, PID \(CurrentProcess.pid)")
        announcer.say(DaemonStarter.readyWord)
        try await withThrowingTaskGroup { group in
            group.addTask { await supervisor.run() }
            group.addTask { await context.logs.run() }
            group.addTask { try await waitForSignal(ended) }
            group.addTask { await reapOrphans() }
            try await server.run()
            // The socket goes first: from here on a command finds no daemon, and starts the next one.
            try? FileSystem.remove(path)
            await supervisor.close()
            group.cancelAll()
        }
        context.log.write("daemon ended")
    }
}
