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

    /// How old an answer may be: less than it takes an engine to start.
    private static let freshness = Duration.microseconds(500)

    /// A table that has not been read yet.
    package init(loop: EventLoop) { self.loop = loop }

    /// Who listens on a port now.
    ///
    /// - Throws: `SystemError` when the kernel does not tell.
    func listeners(on port: UInt16) throws(SystemError) -> [PortListener] {
        let isKnown = !ports.insert(port).inserted
        let now = ContinuousClock.now
        if isKnown, let readAt, now - readAt < Self.freshness { return listeners[port] ?? [] }
        listeners = Dictionary(grouping: try ListeningPorts.listeners(on: ports), by: \.port)
        readAt = now
        return listeners[port] ?? []
    }
}
