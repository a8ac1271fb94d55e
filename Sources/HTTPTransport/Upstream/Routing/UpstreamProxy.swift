/// Through which proxy an upstream is reached.
package enum UpstreamProxy: Sendable, Hashable {
    /// What the environment says: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, also in small letters.
    case environment
    /// None.
    case direct
    /// This one, whatever the environment says.
    case through(ProxyAddress)

    /// Reads a `proxy-url` of a configuration: empty for the environment, `direct` or `none` for no proxy, else a URL.
    ///
    /// - Throws: `invalidProxy`, without the user name and password that may stand in the URL.
    package init(setting: String) throws(UpstreamError) {
        switch setting.lowercased() {
        case "": self = .environment
        case "direct", "none": self = .direct
        default: self = .through(try ProxyAddress(setting))
        }
    }
}

/// A proxy: scheme, host and port, and perhaps who we are to it.
package struct ProxyAddress: Sendable, Hashable {
    /// For libcurl; with user name and password.
    package let url: String
    /// Whether the connection to the proxy itself is encrypted.
    package let isSecure: Bool
    package let isSOCKS: Bool
    private let place: String

    /// Reads the URL of a proxy: `http`, `https`, `socks5` or `socks5h`; without a scheme it is `http`.
    ///
    /// With either of the last two, names are resolved by the proxy, as Go's programs do it: what stands behind a
    /// proxy often cannot be resolved here, and a name that is looked up here says where one goes.
    ///
    /// - Throws: `invalidProxy`, without the user name and password that may stand in the text.
    package init(_ text: String) throws(UpstreamError) {
        let parts = text.firstRange(of: "://").map { (text[..<$0.lowerBound].lowercased(), text[$0.upperBound...]) }
        let (scheme, rest) = parts ?? ("http", text[...])
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let address = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        guard ["http", "https", "socks5", "socks5h"].contains(scheme) else {
            throw UpstreamError(.invalidProxy, "\(scheme)://… is no proxy: http, https and socks5 are")
        }
        guard let (host, port) = UpstreamOrigin.split(address), port == nil || port.flatMap({ UInt16($0) }) != nil,
            !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else {
            throw UpstreamError(.invalidProxy, "the proxy's address is not of the form \(scheme)://host:port")
        }
        isSecure = scheme == "https"
        isSOCKS = scheme.hasPrefix("socks")
        url = (scheme == "socks5" ? "socks5h" : scheme) + "://" + authority
        place = "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }
}

extension ProxyAddress: CustomStringConvertible {
    /// Without user name and password.
    package var description: String { place }
}
