/// The hosts that are reached without a proxy: the list in `NO_PROXY`.
///
/// Nobody has ever specified it; this reads what curl, Go and Python read. Entries are separated by commas or spaces:
/// `*` for everything, a domain (with or without a dot in front) for itself and everything below, an address or a
/// network (`10.0.0.0/8`), each with an optional port.
package struct DirectHosts: Sendable, Hashable {
    private enum Entry: Sendable, Hashable {
        case everything
        case domain(String, port: UInt16?)
        case network(IPLiteral, bits: Int, port: UInt16?)
    }

    private let entries: [Entry]

    package init(_ list: String) {
        entries = list.split { $0 == "," || $0.isWhitespace }.compactMap { DirectHosts.entry($0) }
    }

    package func contains(_ origin: UpstreamOrigin) -> Bool {
        let address = IPLiteral(origin.host[...])
        let name = origin.host.hasSuffix(".") ? String(origin.host.dropLast()) : origin.host
        return entries.contains { entry in
            switch entry {
            case .everything: true
            case .domain(let domain, let port):
                address == nil && (port ?? origin.port) == origin.port
                    && (name == domain || name.hasSuffix("." + domain))
            case .network(let network, let bits, let port):
                (port ?? origin.port) == origin.port && (address?.matches(network, bits: bits) ?? false)
            }
        }
    }

    private static func entry(_ text: Substring) -> Entry? {
        if text == "*" { return .everything }
        if let network = network(text, port: nil) { return network }
        guard let (host, portText) = UpstreamOrigin.split(text) else { return nil }
        let port = portText.flatMap { UInt16($0) }
        guard port != nil || portText == nil else { return nil }
        if let network = network(host, port: port) { return network }
        let domain = host.lowercased().drop { $0 == "*" }.drop { $0 == "." }
        let bare = domain.hasSuffix(".") ? domain.dropLast() : domain
        return bare.isEmpty ? nil : .domain(String(bare), port: port)
    }

    private static func network(_ text: Substring, port: UInt16?) -> Entry? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPLiteral(parts[0]) else { return nil }
        let all = address.octets.count * 8
        guard parts.count == 2 else { return .network(address, bits: all, port: port) }
        guard let bits = Int(parts[1]), (0...all).contains(bits) else { return nil }
        return .network(address, bits: bits, port: port)
    }
}
