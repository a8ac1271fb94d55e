/// Names by which this machine calls itself.
package enum LoopbackName {
    /// Whether an authority (`host` or `host:port`, RFC 3986 §3.2) means this machine: `localhost`, 127.0.0.0/8, `[::1]`.
    ///
    /// As a `Host` field or a URL has it; any port.
    package static func isLoopback(authority: some StringProtocol) -> Bool {
        guard let host = host(of: authority) else { return false }
        return isLoopback(host: host)
    }

    /// Whether a host without a port means this machine.
    package static func isLoopback(host: some StringProtocol) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "localhost." || host == "[::1]" || host == "::1" { return true }
        guard let octets = ipv4(host) else { return false }
        return octets[0] == 127
    }

    /// Whether a host is an address and no name: DNS cannot make it mean another machine.
    package static func isNumeric(host: some StringProtocol) -> Bool {
        (host.hasPrefix("[") && host.hasSuffix("]")) || ipv4(host) != nil
    }

    /// The host of an authority; nil when it is none.
    package static func host(of authority: some StringProtocol) -> String? {
        let text = String(authority)
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || (rest.hasPrefix(":") && isPort(rest.dropFirst())) else { return nil }
            return String(text[...end])
        }
        guard let colon = text.firstIndex(of: ":") else { return text.isEmpty ? nil : text }
        guard colon > text.startIndex, isPort(text[text.index(after: colon)...]) else { return nil }
        return String(text[..<colon])
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16(text) != nil)
    }

    /// The four numbers of an address in dotted decimal, and of nothing else that some library would also take for one.
    private static func ipv4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part.utf8.count == 1 || part.utf8.first != 0x30, let octet = UInt8(part)
            else { return nil }
            octets.append(octet)
        }
        return octets
    }
}
