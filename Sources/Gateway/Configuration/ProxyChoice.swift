/// How an upstream is reached.
enum ProxyChoice: Sendable, Hashable {
    /// As `https_proxy` and its kin say; never for loopback.
    case environment
    /// Without a proxy, whatever the environment says.
    case direct
    /// Through that proxy: `http`, `https`, `socks5` or `socks5h`, and possibly a password in it.
    case address(Secret)

    /// Reads the value of a `proxy-url`.
    ///
    /// - Returns: nil when it is none.
    init?(_ text: String) {
        switch text {
        case "": self = .environment
        case "direct", "none": self = .direct
        default:
            let schemes = ["http://", "https://", "socks5://", "socks5h://"]
            guard let scheme = schemes.first(where: { text.hasPrefix($0) }), text.utf8.count > scheme.utf8.count,
                text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { return nil }
            self = .address(Secret(text))
        }
    }
}
