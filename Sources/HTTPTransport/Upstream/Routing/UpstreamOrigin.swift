/// The server that a URL names: what of it matters for proxies, and what may stand in a message.
package struct UpstreamOrigin: Sendable, Hashable, CustomStringConvertible {
    package let isSecure: Bool
    /// In small letters, IPv6 without brackets.
    package let host: String
    package let port: UInt16

    /// Reads scheme, host and port of an `http` or `https` URL; the rest is libcurl's to read.
    ///
    /// - Returns: nil for anything else.
    package init?(url: String) {
        guard let colon = url.firstRange(of: "://") else { return nil }
        switch url[..<colon.lowerBound].lowercased() {
        case "http": isSecure = false
        case "https": isSecure = true
        default: return nil
        }
        let authority = url[colon.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let address = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        guard let (host, port) = UpstreamOrigin.split(address) else { return nil }
        self.host = host.lowercased()
        guard let port else {
            self.port = isSecure ? 443 : 80
            return
        }
        guard let number = UInt16(port), number > 0 else { return nil }
        self.port = number
    }

    /// Whether the server is this machine, so that no proxy may ever be asked for it.
    package var isLoopback: Bool {
        if let address = IPLiteral(host[...]) { return address.isLoopback }
        let name = host.hasSuffix(".") ? host.dropLast() : host[...]
        // RFC 6761 §6.3: every name below is this machine, too.
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    /// `api.example.com:443`.
    package var description: String {
        host.utf8.contains(0x3A) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// Parts `host`, `host:port`, `[host]` or `[host]:port`; the host is never empty.
    static func split(_ address: Substring) -> (host: Substring, port: Substring?)? {
        let host: Substring
        let rest: Substring
        if address.hasPrefix("[") {
            guard let end = address.firstIndex(of: "]") else { return nil }
            host = address[address.index(after: address.startIndex)..<end]
            rest = address[address.index(after: end)...]
        } else {
            host = address.prefix { $0 != ":" }
            rest = address[host.endIndex...]
        }
        guard !host.isEmpty, rest.isEmpty || rest.hasPrefix(":") else { return nil }
        // "host:" is allowed and says nothing, RFC 3986 §3.2.3.
        return (host, rest.count > 1 ? rest.dropFirst() : nil)
    }
}
