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

    /// Describes a listener.
    package init(address: String, port: UInt16, userID: UInt32, socket: UInt64) {
        self.address = address
        self.port = port
        self.userID = userID
        self.socket = socket
    }

    /// Whether it gets, or stands in the way of, connections to an address of this machine.
    ///
    /// A listener on every address does so for each; one on every IPv6 address normally takes IPv4 connections as well.
    ///
    /// - Parameter host: a numeric address, `localhost`, or an empty text for every address.
    package func covers(host: String) -> Bool {
        if Self.everywhere.contains(address) || Self.everywhere.contains(host) { return true }
        let host = host == "localhost" ? "127.0.0.1" : host
        return address == host || address == "::ffff:\(host)"
    }

    private static let everywhere: Set<String> = ["", "0.0.0.0", "::"]
}

/// Who holds a listening socket, as far as it can be seen.
package struct PortOwner: Hashable, Sendable, CustomStringConvertible {
    /// Nil where the process belongs to somebody whose processes cannot be looked into.
    package let pid: Int32?
    /// The user's ID.
    package let userID: UInt32
    /// The user's login name; nil when the system knows none.
    package let userName: String?
    /// The beginning of the command line, harmless on a terminal; nil where it cannot be seen.
    package let command: String?

    /// `PID 812 (user alice): python3 -m http.server`, or `a process of user alice (uid 1001)`.
    package var description: String {
        let user = userName ?? "with uid \(userID)"
        guard let pid else {
            return userName == nil ? "a process of uid \(userID)" : "a process of user \(user) (uid \(userID))"
        }
        let what = command.map { $0.isEmpty ? "" : ": \($0)" } ?? ""
        return "PID \(pid) (user \(user))\(what)"
    }
}
