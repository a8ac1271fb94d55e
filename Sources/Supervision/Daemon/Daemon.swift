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
    ///
    /// - Parameters:
    ///   - ground: the daemon's lock.
    ///   - announcer: is told when it is ready.
    /// - Throws: what keeps it from listening, or from going on with that.
    func run(on ground: DaemonGround, _ announcer: Announcer) async throws {
        let path = context.base.controlSocket
        // Nobody else can be listening: we hold the daemon's lock.
        let listener = try ListeningSocket.listen(on: .unix(path: path), unixMode: 0o600, replacesFile: true)
        let ground = ground.withSocket()
        context.standing.stand(on: ground)
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
        try await attend(on: ground, serve: { try await server.run() }, drain: { server.drain() })
        context.log.write("daemon has ended; what runs lives on")
    }

    /// Everything at once, until the control server has ended, in order or not.
    func attend(
        on ground: DaemonGround,
        serve: () async throws -> Void,
        drain: @escaping @Sendable () -> Void
    ) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { await supervisor.run() }
            if startsAll { group.addTask { await startAll() } }
            group.addTask { await context.logs.run() }
            group.addTask { await guest?.serve() }
            group.addTask { await endOnSignal() }
            group.addTask { await lookAtGround() }
            group.addTask { await endWithoutGround() }
            group.addTask {
                await supervisor.untilEndIsRequested()
                ServiceNotice.send("STOPPING=1", environment: environment)
                // The socket goes first: from here on a command finds no daemon, and starts the next one.
                ground.removeSocket()
                await supervisor.close()
                drain()
            }
            do {
                try await serve()
            } catch {
                // Nobody can ask for anything any more. The lanes end when they are closed and not before, and as long
                // as this process lives, its lock keeps the next daemon out.
                context.log.write("daemon ends, it cannot be asked any more: \(error)")
                ground.removeSocket()
                await supervisor.close()
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }

    /// Starts what is enabled; what fails is in the log and in the status, as with any start.
    private func startAll() async {
        let results = (try? await supervisor.start([])) ?? []
        for result in results where !result.isDone {
            context.log.write("\(result.provider) was not started: \(result.error ?? "it failed")")
        }
    }

    /// Looks whether commands can still find the daemon, also when no engine runs that would be looked at.
    private func lookAtGround() async {
        // As rarely as engines are looked at.
        while (try? await context.loop.sleep(for: Self.groundInterval)) != nil {
            switch context.standing.look() {
            case .firm: continue
            // That is for whoever waits for it.
            case .lost: return
            case .removed:
                context.log.write("the base directory is gone: everything ends")
                _ = try? await supervisor.stopEverything()
                return await supervisor.requestEnd()
            }
        }
    }

    /// Ends the daemon when no command can find it any more; what runs is for the next one.
    private func endWithoutGround() async {
        await context.standing.untilLost()
        guard !Task.isCancelled else { return }
        context.log.write("the socket or the lock is no longer ours: this daemon ends")
        await supervisor.requestEnd()
    }

    private static let groundInterval = Duration.seconds(5)

    private func endOnSignal() async {
        // Cancelled when the daemon ends for another reason.
        guard (try? await context.loop.readable(signals.descriptor)) != nil else { return }
        context.log.write("received \(signals.next()?.description ?? "a signal")")
        await supervisor.requestEnd()
    }
}
