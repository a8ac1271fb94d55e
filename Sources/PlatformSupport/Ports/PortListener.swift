/// A TCP socket that listens.
package struct PortListener: Hashable, Sendable {
    /// The address that it is bound to, as text: `127.0.0.1`, `0.0.0.0`, `::`.
    package let address: String
    /// The port.
    package let port: UInt16
    /// Whose it is.
    package let userID: UInt32
    /// The kernel's number for the socket, good for telling it from every other that exists at the same time.
    package let socket: UInt64
    /// Whether it is one for IPv6 that takes no IPv4 connections; false also where the system does not tell.
    package let isIPv6Only: Bool

    /// Describes a listener.
    package init(address: String, port: UInt16, userID: UInt32, socket: UInt64, isIPv6Only: Bool = false) {
        self.address = address
        self.port = port
        self.userID = userID
        self.socket = socket
        self.isIPv6Only = isIPv6Only
    }

    /// Whether it gets, or stands in the way of, connections to an address of this machine.
    ///
    /// A listener on every address does so for each of its family; one on every IPv6 address normally takes IPv4
    /// connections as well. Whoever wants to listen on every address is in the way of each listener of that family.
    ///
    /// - Parameter host: a numeric address, `localhost`, or an empty text for every address of both families.
    /// - Returns: whether both cannot be told apart by a client, or cannot both listen.
    package func covers(host: String) -> Bool {
        if host.isEmpty { return true }
        guard let own = NumericAddress(address), let wanted = NumericAddress(host == "localhost" ? "127.0.0.1" : host)
        else { return address == host }
        if own.isIPv4 == wanted.isIPv4 { return own == wanted || own.isEvery || wanted.isEvery }
        // A listener on :: takes IPv4 as well, and so would one that is to be.
        return own.isIPv4 ? wanted.isEvery : own.isEvery && !isIPv6Only
    }
}
