import CPlatform

extension ListeningPorts {
    /// The listeners on any of the ports, IPv4 first.
    ///
    /// On Linux, sock_diag(7) looks at nothing but listeners: tens of microseconds. Darwin has one table of all sockets.
    ///
    /// - Throws: `SystemError` when the kernel does not tell.
    package static func listeners(on ports: Set<UInt16>) throws(SystemError) -> [PortListener] {
        try listeners(on: ports, capacity: 256)
    }

    /// The listeners, with room for so many at first.
    static func listeners(on ports: Set<UInt16>, capacity: Int) throws(SystemError) -> [PortListener] {
        var capacity = capacity
        while true {
            let (found, count) = diagnose(ports, capacity: capacity)
            if count < 0 { return try listenersOtherwise(on: ports) }
            if count <= capacity { return found }
            // With room for those that come meanwhile.
            capacity = count * 2
        }
    }

    /// The listeners on the ports among the first `capacity` ones, and how many there are on any port; negative: unknown.
    private static func diagnose(_ ports: Set<UInt16>, capacity: Int) -> ([PortListener], Int) {
        withUnsafeTemporaryAllocation(of: ccproxy_listener.self, capacity: capacity) { buffer in
            guard let base = buffer.baseAddress else { return ([], -1) }
            let count = Int(ccproxy_listeners(base, CInt(capacity)))
            let listeners = buffer.prefix(max(count, 0)).lazy.filter { ports.contains($0.port) }
            return (listeners.map(PortListener.init), count)
        }
    }
}

extension PortListener {
    fileprivate init(_ listener: ccproxy_listener) {
        let isIPv6 = listener.is_ipv6 != 0
        self.init(
            address: withUnsafeBytes(of: listener.address) { bytes in
                NumericAddress.text(UnsafeRawBufferPointer(rebasing: bytes.prefix(isIPv6 ? 16 : 4)))
            },
            port: listener.port,
            userID: listener.user,
            socket: listener.socket,
            isIPv6Only: listener.is_ipv6_only != 0
        )
    }
}
