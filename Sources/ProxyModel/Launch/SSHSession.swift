internal import PlatformSupport

/// Where somebody has come to over SSH, as sshd(8) tells in `SSH_CONNECTION`.
package struct SSHSession: Equatable, Sendable {
    /// The address of this machine that they connected to.
    package let host: String
    package let port: UInt16

    /// The session that an environment belongs to; nil where it belongs to none, or does not say which.
    package init?(_ environment: [String: String]) {
        // "client address, client port, server address, server port".
        let parts = environment["SSH_CONNECTION", default: ""].split(separator: " ").map(String.init)
        // Nothing but an address: it comes to stand in a line for typing, and a variable may hold anything.
        guard parts.count == 4, let port = UInt16(parts[3]), SocketAddress(host: parts[2], port: port) != nil else {
            return nil
        }
        host = parts[2]
        self.port = port
    }
}
