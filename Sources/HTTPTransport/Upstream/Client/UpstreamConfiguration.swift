package import HTTPWire
import PlatformSupport

/// How long an upstream may take.
package struct UpstreamTimeouts: Sendable, Hashable {
    /// Resolving, connecting and TLS together.
    package var connect: Duration
    /// How long nothing may be sent and nothing come back before the response begins; nil: for ever.
    package var response: Duration?
    /// How long nothing may come in the middle of a response; nil: for ever.
    ///
    /// Time in which our own reader is slow does not count.
    package var idle: Duration?

    /// The defaults are what Claude Code itself waits for a response and in a stream, and a little more than a
    /// connection takes on the worst of lines.
    package init(
        connect: Duration = .seconds(30),
        response: Duration? = .seconds(600),
        idle: Duration? = .seconds(300)
    ) {
        self.connect = connect
        self.response = response
        self.idle = idle
    }
}

/// What all exchanges of an `UpstreamClient` have in common.
package struct UpstreamConfiguration: Sendable {
    package var timeouts: UpstreamTimeouts
    /// Through which proxy, where the request does not say.
    package var proxy: UpstreamProxy
    /// What is looked up in it: proxies and certificate authorities.
    package var environment: [String: String]
    /// What we call ourselves in requests that do not say; nil: nothing.
    package var userAgent: String?
    /// How many bytes of a response wait for a slow reader before the upstream has to wait.
    package var receiveLimit: Int
    /// How many connections are kept for later exchanges.
    package var keptConnections: Int
    /// Whether HTTP/2 is used where TLS negotiates it.
    package var allowsHTTP2: Bool
    /// Limits of response heads.
    package var limits: HTTPLimits

    package init(
        timeouts: UpstreamTimeouts = UpstreamTimeouts(),
        proxy: UpstreamProxy = .environment,
        environment: [String: String] = CurrentProcess.environment,
        userAgent: String? = nil,
        receiveLimit: Int = 64 * 1024,
        keptConnections: Int = 128,
        allowsHTTP2: Bool = true,
        limits: HTTPLimits = HTTPLimits()
    ) {
        self.timeouts = timeouts
        self.proxy = proxy
        self.environment = environment
        self.userAgent = userAgent
        self.receiveLimit = receiveLimit
        self.keptConnections = keptConnections
        self.allowsHTTP2 = allowsHTTP2
        self.limits = limits
    }
}
