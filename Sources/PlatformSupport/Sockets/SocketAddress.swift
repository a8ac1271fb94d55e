/// Where a stream socket listens or connects to.
package enum SocketAddress: Sendable, Hashable {
    /// A numeric IPv4 address, as `127.0.0.1`. Port 0 lets the kernel choose one for a listener.
    case ipv4(host: String, port: UInt16)
    /// A numeric IPv6 address without brackets, as `::1`.
    case ipv6(host: String, port: UInt16)
    /// A Unix socket's file.
    ///
    /// On Linux a path of any length works; elsewhere one of more than 103 bytes fails as too long.
    case unix(path: String)

    /// The address for a host as settings name it; nil for a name other than `localhost`: names are not looked up here.
    ///
    /// - Parameters:
    ///   - host: a numeric address of either family, IPv6 also in brackets, or `localhost`, which is `127.0.0.1`.
    ///   - port: the TCP port.
    package init?(host: String, port: UInt16) {
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let text = isBracketed ? String(host.dropFirst().dropLast()) : host
        let candidate: SocketAddress =
            if host == "localhost" {
                .ipv4(host: "127.0.0.1", port: port)
            } else if text.utf8.contains(0x3A) {
                .ipv6(host: text, port: port)
            } else {
                .ipv4(host: host, port: port)
            }
        guard (try? RawAddress(candidate)) != nil else { return nil }
        self = candidate
    }

    /// The TCP port; nil for a Unix socket.
    package var port: UInt16? {
        switch self {
        case .ipv4(_, let port), .ipv6(_, let port): port
        case .unix: nil
        }
    }

    /// What stands in the `Host` field of a request to this address (RFC 9110 §7.2).
    package var authority: String {
        switch self {
        case .ipv4(let host, let port): "\(host):\(port)"
        case .ipv6(let host, let port): "[\(host)]:\(port)"
        case .unix: "localhost"
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `127.0.0.1:18419`, `[::1]:18419` or the path.
    package var description: String {
        switch self {
        case .ipv4, .ipv6: authority
        case .unix(let path): path
        }
    }
}
