package import HTTPTransport
package import PlatformSupport
package import ProxyModel

/// What every lane of a daemon shares.
package struct LaneContext: Sendable {
    /// Where everything lives.
    package let base: BaseDirectory
    /// The daemon's only thread.
    package let loop: EventLoop
    /// The daemon's own log.
    package let log: DaemonLog
    /// Finds the program to run; the environment it gets.
    package let engines: EngineLauncher
    /// Keeps the engines' logs short.
    package let logs: LogKeeper
    /// Who listens where.
    package let listeners: ListenerTable
    /// Rung whenever a provider stands differently from before.
    package let changes = Bell()
    /// Whether anything may be done to an engine at all.
    package let standing = DaemonStanding()
    /// Both clocks.
    package let now: @Sendable () -> Moment

    package init(
        base: BaseDirectory,
        loop: EventLoop,
        log: DaemonLog,
        engines: EngineLauncher,
        logs: LogKeeper,
        now: @escaping @Sendable () -> Moment
    ) {
        self.base = base
        self.loop = loop
        self.log = log
        self.engines = engines
        self.logs = logs
        listeners = ListenerTable(loop: loop)
        self.now = now
    }
}
