import PlatformSupport

/// Who listens where an engine should: an answer over HTTP proves nothing, the owner of the socket does.
struct ListenerCheck {
    let host: String
    let port: UInt16

    enum Finding {
        case nobody
        /// Every listener that could answer for the host belongs to the engine.
        case engine(PortListener)
        case stranger(String)
    }

    /// The listeners whose address answers for, or collides with, the host.
    func listeners() throws(SystemError) -> [PortListener] {
        try ListeningPorts.listeners(on: [port]).filter { ListeningPorts.covers($0.address, host: host) }
    }

    /// Looks whether the engine, or a member of its session, owns the socket.
    ///
    /// - Parameters:
    ///   - pid: the engine, the leader of its session.
    ///   - verified: the socket that was found to be the engine's before; as long as it is the same socket and the engine
    ///     lives, the owner is the same.
    func look(for pid: Int32, verified: PortListener?) throws(SystemError) -> Finding {
        let found = try listeners()
        guard let first = found.first else { return .nobody }
        for listener in found where listener.socket != verified?.socket {
            guard ListeningPorts.isOwned(listener, bySessionOf: pid) else { return .stranger(describe(listener)) }
        }
        return .engine(first)
    }

    /// Who holds the port before we start anything; nil when it is free.
    func holder() throws(SystemError) -> String? { try listeners().first.map { describe($0) } }

    private func describe(_ listener: PortListener) -> String {
        "port \(port) is in use by \(ListeningPorts.identifyOwner(listener))"
    }
}
