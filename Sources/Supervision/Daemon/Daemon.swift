import HTTPTransport
import PlatformSupport
import ProxyModel

/// Everything that goes on in the daemon at the same time, and its orderly end.
struct Daemon: Sendable {
    let supervisor: Supervisor
    let context: LaneContext
    let signals: SignalSource
    let guest: (any DaemonGuest)?
    /// The daemon's own, in which a service manager says where it listens.
    let environment: [String: String]
    /// Whether every enabled provider is started as soon as the daemon is ready.
    let startsAll: Bool

    /// Runs until a signal or a shutdown; the engines live on.
    func run(_ announcer: Announcer) async throws {
        let path = context.base.controlSocket
        // Nobody else can be listening: we hold the daemon's lock.
        let listener = try ListeningSocket.listen(on: .unix(path: path), unixMode: 0o600, replacesFile: true)
        let ground = DaemonGround(context.base)
        await supervisor.prepare()
        if let guest { await supervisor.welcome(guest) }
        let control = ControlServer(supervisor: supervisor)
        var configuration = HTTPServerConfiguration()
        configuration.drainGrace = .seconds(1)
        let server = HTTPServer(listener, on: context.loop, configuration: configuration) { request, writer in
            try await control.handle(request, writer)
        }
        context.log.write("daemon \(ProductVersion.text) is ready, PID \(CurrentProcess.pid)")
        announcer.say(DaemonStarter.readyWord)
        ServiceNotice.send("READY=1", environment: environment)
        try await withThrowingTaskGroup { group in
            group.addTask { await supervisor.run() }
            if startsAll { group.addTask { await startAll() } }
            group.addTask { await context.logs.run() }
            group.addTask { await guest?.serve() }
            group.addTask { await endOnSignal() }
            group.addTask { await endWithoutGround(ground) }
            group.addTask {
                await supervisor.untilEndIsRequested()
                ServiceNotice.send("STOPPING=1", environment: environment)
                // The socket goes first: from here on a command finds no daemon, and starts the next one.
                ground.removeSocket()
                await supervisor.close()
                server.drain()
            }
            try await server.run()
            group.cancelAll()
        }
        context.log.write("daemon has ended; what runs lives on")
        ground.removePID()
    }

    /// Starts what is enabled; what fails is in the log and in the status, as with any start.
    private func startAll() async {
        let results = (try? await supervisor.start([])) ?? []
        for result in results where !result.isDone {
            context.log.write("\(result.provider) was not started: \(result.error ?? "it failed")")
        }
    }

    /// Ends the daemon when no command can find it any more; with its engines if they are lost to everybody.
    private func endWithoutGround(_ ground: DaemonGround) async {
        // As rarely as engines are looked at.
        while (try? await context.loop.sleep(for: Self.groundInterval)) != nil {
            switch ground.state() {
            case .firm: continue
            case .lost: context.log.write("the socket or the lock is no longer ours: this daemon ends")
            case .removed:
                context.log.write("the base directory is gone: everything ends")
                _ = try? await supervisor.stopEverything()
            }
            return await supervisor.requestEnd()
        }
    }

    private static let groundInterval = Duration.seconds(5)

    private func endOnSignal() async {
        // Cancelled when the daemon ends for another reason.
        guard (try? await context.loop.readable(signals.descriptor)) != nil else { return }
        context.log.write("received \(signals.next()?.description ?? "a signal")")
        await supervisor.requestEnd()
    }
}
