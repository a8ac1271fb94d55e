package import HTTPTransport
import PlatformSupport

/// The machine's listeners, read once for all probes of the same moment.
///
/// A hundred engines that are looked at together need one question to the kernel, not a hundred.
package actor ListenerTable {
    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let loop: EventLoop
    private var ports: Set<UInt16> = []
    private var listeners: [UInt16: [PortListener]] = [:]
    private var readAt: ContinuousClock.Instant?

    /// How old an answer may be for an engine that is just starting.
    ///
    /// Not older than the engine: what listened before its start could be taken for a stranger.
    static let freshForStarting = HealthPolicy.firstReadinessDelay
    /// How old it may be for one that runs: as long as looking at hundreds of engines takes.
    static let freshForRunning = Duration.milliseconds(20)

    /// A table that has not been read yet.
    package init(loop: EventLoop) { self.loop = loop }

    /// Who listens on a port.
    ///
    /// - Parameters:
    ///   - port: the port.
    ///   - age: how old the answer may be.
    /// - Returns: the listeners on any address.
    /// - Throws: `SystemError` when the kernel does not tell.
    func listeners(on port: UInt16, notOlderThan age: Duration) throws(SystemError) -> [PortListener] {
        let isKnown = !ports.insert(port).inserted
        let now = ContinuousClock.now
        if isKnown, let readAt, now - readAt < age { return listeners[port] ?? [] }
        listeners = Dictionary(grouping: try ListeningPorts.listeners(on: ports), by: \.port)
        readAt = now
        return listeners[port] ?? []
    }
}
