/// To whom a request goes, and through whom.
package struct UpstreamRoute: Sendable, Hashable {
    package let origin: UpstreamOrigin
    package let proxy: ProxyAddress?

    /// Finds out where a URL leads.
    ///
    /// - Throws: `invalidRequest` when it is none that can be asked for, `invalidProxy` when the proxy is none.
    package init(to url: String, by choice: UpstreamProxy, _ proxies: ProxyEnvironment) throws(UpstreamError) {
        guard let origin = UpstreamOrigin(url: url) else {
            throw UpstreamError(.invalidRequest, "the upstream's URL must be http://… or https://…")
        }
        self.origin = origin
        proxy = try proxies.proxy(for: origin, by: choice)
    }
}

extension UpstreamRoute {
    /// Whether an HTTP proxy is asked to `CONNECT`.
    package var isTunnel: Bool { origin.isSecure && proxy?.isSOCKS == false }
}

/// The routes of the last URLs: a client asks for the same few again and again.
struct RouteCache {
    private struct Key: Hashable {
        let url: String
        let choice: UpstreamProxy
    }

    private var routes: [Key: UpstreamRoute] = [:]

    /// More than a client uses, unless each of its URLs is different; then none is worth to be kept.
    private static let capacity = 64

    subscript(url: String, choice: UpstreamProxy) -> UpstreamRoute? {
        get { routes[Key(url: url, choice: choice)] }
        set {
            if routes.count >= Self.capacity { routes = [:] }
            routes[Key(url: url, choice: choice)] = newValue
        }
    }
}
