import HTTPTransport
import PlatformSupport
package import ProxyModel
import Synchronization

/// The daemon as a program: takes its lock, opens its socket, supervises until TERM or a shutdown.
package struct DaemonProgram {
    private let base: BaseDirectory
    private let executable: String
    private let environment: [String: String]
    private let isAnnouncing: Bool
    private let startsAll: Bool
    private let makeGuest: DaemonGuestMaker?

    /// For how long a daemon that is just ending is waited for; it lets requests that are under way end.
    private static let patience = Duration.seconds(10)
    /// Descriptors for some hundred engines and whoever looks at them, where the system allows so many.
    private static let wantedDescriptors: UInt64 = 8192

    /// Why the daemon could not run.
    package struct Failure: Error, Equatable, Sendable {
        /// What went wrong.
        package let message: String
        /// What to do about it.
        package let remedy: String?
    }

    /// - Parameters:
    ///   - base: the base directory; one daemon for each.
    ///   - executable: this program's own file.
    ///   - environment: the process's.
    ///   - isAnnouncing: whether somebody waits on ``DaemonStarter/readinessDescriptor`` for the word that it is ready.
    ///   - startsAll: whether every enabled provider is started as soon as the daemon is ready.
    ///   - makeGuest: makes what lives in the daemon beside the supervision; nil where nothing does.
    package init(
        base: BaseDirectory,
        executable: String,
        environment: [String: String],
        isAnnouncing: Bool,
        startsAll: Bool = false,
        makeGuest: DaemonGuestMaker? = nil
    ) {
        self.startsAll = startsAll
        self.makeGuest = makeGuest
        self.base = base
        self.executable = executable
        self.environment = environment
        self.isAnnouncing = isAnnouncing
    }

    /// Runs until the daemon is told to end.
    package func run() throws(Failure) {
        let announcer = Announcer(isOn: isAnnouncing)
        do {
            // Whatever the umask of whoever started it: nothing of ours is for others.
            CurrentProcess.setUmask(0o077)
            // Some descriptors for each engine, each client and each page. Engines inherit the limit: they are servers
            // as well, and those that need many raise it themselves.
            _ = try? ResourceLimit.openFiles.raise(to: Self.wantedDescriptors)
            try base.prepareRunDirectory()
            let lock = try takeLock()
            // Not through a link that somebody has put there.
            try FileSystem.remove(base.daemonPID)
            try FileSystem.writeVolatile(Array("\(CurrentProcess.pid)".utf8), atomicallyTo: base.daemonPID, mode: 0o644)
            let ground = DaemonGround(base, lock: lock.info)
            let end = Result { try supervise(announcer, on: ground) }
            // Whatever the end was like, the file names nobody any more; while we hold the lock it is ours.
            ground.removePID()
            _ = consume lock
            try end.get()
        } catch let failure as Failure {
            announcer.say(failure.message)
            throw failure
        } catch {
            announcer.say("\(error)")
            throw Failure(message: "\(error)", remedy: nil)
        }
    }

    /// One daemon for each base directory.
    ///
    /// One that is just ending is waited for.
    private func takeLock() throws -> FileLock {
        let control = ControlClient(base: base)
        let deadline = MonotonicTime.now.advanced(by: Self.patience)
        while !control.isRunning {
            if let lock = try FileLock.tryAcquire(base.daemonLock) { return lock }
            guard MonotonicTime.now < deadline else {
                let holders = LockHolders.pids(holding: base.daemonLock).map { "PID \($0)" }.joined(separator: ", ")
                throw Failure(
                    message: "the daemon for \(base.path) neither answers nor ends: \(holders)",
                    remedy: "end it yourself; engines live on"
                )
            }
            // A lock without a socket: it is on its way out, or on its way in.
            MonotonicTime.pause(nanoseconds: 5_000_000)
        }
        throw Failure(message: "a daemon is already running for \(base.path)", remedy: "ccproxy daemon status")
    }

    private func supervise(_ announcer: Announcer, on ground: DaemonGround) throws {
        // Before any thread could exist that does not know about it.
        let signals = try SignalSource([.terminate, .interrupt, .hangup])
        let source = SettingsSource(base: base, environment: environment)
        let settings = try source.load()
        let log = DaemonLog(path: base.daemonLog, isEchoed: !isAnnouncing)
        let (base, environment, startsAll, makeGuest) = (base, environment, startsAll, makeGuest)
        let launcher = EngineLauncher(
            base: base,
            executable: executable,
            environment: environment,
            dashboardPort: settings.dashboardPort
        )
        try EventLoop.run { loop in
            let context = LaneContext(
                base: base,
                loop: loop,
                log: log,
                engines: launcher,
                logs: try LogKeeper(loop: loop, log: log),
                now: Moment.now
            )
            let supervisor = Supervisor(settings: settings, source: source, context: context)
            let daemon = Daemon(
                supervisor: supervisor,
                context: context,
                signals: signals,
                guest: makeGuest?(DaemonHost(supervisor)),
                environment: environment,
                startsAll: startsAll
            )
            try await daemon.run(on: ground, announcer)
        }
    }
}

/// Tells whoever started the daemon that it is ready, or why it will never be.
final class Announcer: Sendable {
    /// Whether somebody listens.
    ///
    /// Afterwards the descriptor's number is anybody's.
    private let isOn: Atomic<Bool>

    init(isOn: Bool) { self.isOn = Atomic(isOn) }

    /// Says it, once; nobody listens afterwards.
    func say(_ text: String) {
        guard isOn.exchange(false, ordering: .relaxed) else { return }
        let pipe = OwnedDescriptor(owning: DaemonStarter.readinessDescriptor)
        try? Descriptor.writeAll(pipe.raw, text + "\n")
    }
}
