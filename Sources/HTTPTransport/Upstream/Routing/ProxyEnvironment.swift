/// What the environment says about proxies.
///
/// Read once: libcurl would ask the environment itself for each transfer, does not know about loopback addresses, and
/// differs in details from version to version.
package struct ProxyEnvironment: Sendable {
    private let plain: String?
    private let secure: String?
    private let direct: DirectHosts

    package init(_ environment: [String: String]) {
        func setting(_ name: String) -> String? {
            [name.lowercased(), name].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let any = setting("ALL_PROXY")
        // We are no CGI script, to which a client could send HTTP_PROXY as a header field (httpoxy, CVE-2016-5385).
        plain = setting("HTTP_PROXY") ?? any
        secure = setting("HTTPS_PROXY") ?? any
        direct = DirectHosts(setting("NO_PROXY") ?? "")
    }

    /// The proxy for a server; nil when it is to be reached directly, as every loopback address always is.
    ///
    /// - Throws: `invalidProxy` when the environment names one that cannot be.
    package func proxy(for origin: UpstreamOrigin, by choice: UpstreamProxy) throws(UpstreamError) -> ProxyAddress? {
        guard !origin.isLoopback else { return nil }
        switch choice {
        case .direct: return nil
        case .through(let proxy): return proxy
        case .environment:
            guard let text = origin.isSecure ? secure : plain, !direct.contains(origin) else { return nil }
            return try ProxyAddress(text)
        }
    }
}
