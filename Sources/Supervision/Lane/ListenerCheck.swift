import PlatformSupport

/// Who listens where an engine should: an answer over HTTP proves nothing, the owner of the socket does.
struct ListenerCheck: Sendable {
    let host: String
    let port: UInt16

    enum Finding {
        case nobody
        /// Every listener that could answer for the host belongs to the engine.
        case engine([PortListener])
        case stranger(String)
    }

    /// The listeners whose address answers for, or collides with, the host.
    func listeners() throws(SystemError) -> [PortListener] {
        try ListeningPorts.listeners(on: [port]).filter { $0.covers(host: host) }
    }

    /// Looks whether the engine, or a member of its session, owns the socket.
    ///
    /// - Parameters:
    ///   - pid: the engine, the leader of its session.
    ///   - verified: sockets that were found to be the engine's before; as long as it lives, they still are.
    func look(for pid: Int32, verified: [PortListener]) throws(SystemError) -> Finding {
        let found = try listeners()
        guard !found.isEmpty else { return .nobody }
        for listener in found where !verified.contains(listener) {
            guard ListeningPorts.isOwned(listener, bySessionOf: pid) else { return .stranger(describe(listener)) }
        }
        return .engine(found)
    }

    /// Who holds the port; nil when it is free.
    func holder() throws(SystemError) -> String? { try listeners().first.map { describe($0) } }

    private func describe(_ listener: PortListener) -> String {
        "port \(port) is in use by \(ListeningPorts.owner(of: listener))"
    }
}
