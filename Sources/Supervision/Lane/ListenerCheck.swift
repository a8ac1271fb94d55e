import PlatformSupport

/// Who listens where an engine should: an answer over HTTP proves nothing, the owner of the socket does.
struct ListenerCheck: Sendable {
    let host: String
    let port: UInt16
    /// What every process that descends from the engine holds.
    let lockFile: String

    enum Finding {
        case nobody
        /// Every listener that could answer for the host belongs to the engine.
        case engine([PortListener])
        case stranger(String)
    }

    /// The listeners now whose address answers for, or collides with, the host.
    func listeners() throws(SystemError) -> [PortListener] {
        try ListeningPorts.listeners(on: [port]).filter { $0.covers(host: host) }
    }

    /// Looks whether the engine, or a process that descends from it, owns the socket.
    ///
    /// - Parameters:
    ///   - pid: the engine, the leader of its session.
    ///   - listeners: everybody who listens on the port.
    ///   - verified: sockets that were found to be the engine's before; as long as it lives, they still are.
    /// - Returns: whose every listener is that answers for the host.
    func look(for pid: Int32, among listeners: [PortListener], verified: [PortListener]) -> Finding {
        let found = listeners.filter { $0.covers(host: host) }
        guard !found.isEmpty else { return .nobody }
        for listener in found where !verified.contains(listener) {
            guard isOurs(listener, engine: pid) else { return .stranger(describe(listener)) }
        }
        return .engine(found)
    }

    /// A member of the engine's session is ours, and so is whoever holds its lock, which cannot be come by otherwise.
    private func isOurs(_ listener: PortListener, engine pid: Int32) -> Bool {
        if ListeningPorts.isOwned(listener, bySessionOf: pid) { return true }
        guard let owner = ListeningPorts.owner(of: listener).pid else { return false }
        return LockHolders.isHolding(lockFile, pid: owner)
    }

    /// Who holds the port; nil when it is free.
    func holder() throws(SystemError) -> String? { try listeners().first.map { describe($0) } }

    private func describe(_ listener: PortListener) -> String {
        "port \(port) is in use by \(ListeningPorts.owner(of: listener))"
    }
}
