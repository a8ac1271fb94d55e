/// Ports of this machine that nobody listens on.
package enum LoopbackPorts {
    /// Different ports that were free on 127.0.0.1 just now, chosen by the kernel.
    ///
    /// Nothing keeps them free; but the kernel chooses at random, so that another program hardly gets one by chance.
    ///
    /// - Throws: `SystemError` when no port or no descriptor is left.
    package static func free(_ count: Int) throws(SystemError) -> [UInt16] {
        var ports: [UInt16] = []
        try collect(count, into: &ports)
        return ports
    }

    /// Every listener stays until the last port is chosen, so that none is chosen twice.
    private static func collect(_ count: Int, into ports: inout [UInt16]) throws(SystemError) {
        guard count > 0 else { return }
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        ports.append(listener.localAddress.port ?? 0)
        try collect(count - 1, into: &ports)
        withExtendedLifetime(listener) {}
    }
}
