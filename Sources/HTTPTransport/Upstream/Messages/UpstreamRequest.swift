package import HTTPWire

/// A request to an upstream.
package struct UpstreamRequest: Sendable {
    package var method: HTTPMethod
    /// An absolute `http` or `https` URL; path and query go out as they stand here.
    package var url: String
    /// The header fields, sent in this order.
    ///
    /// What says how the message is framed or belongs to one connection only (`Content-Length`, `Transfer-Encoding`,
    /// `Connection`, `Expect`, …) is left out: that is ours to say. `Host` may be set; otherwise it follows from the
    /// URL. `Accept-Encoding` goes out as it is, and the body comes back as it is.
    package var fields: HTTPFields
    package var body: UpstreamBody
    /// Nil: as the client is configured.
    package var proxy: UpstreamProxy?
    /// Nil: as the client is configured.
    package var timeouts: UpstreamTimeouts?
    /// Whether the upstream must not see it twice: it then has a new connection of its own, since what is lost with a kept
    /// one is sent again.
    package var isSentOnce = false

    package init(
        _ method: HTTPMethod = .get,
        _ url: String,
        fields: HTTPFields = [:],
        body: UpstreamBody = .none,
        proxy: UpstreamProxy? = nil,
        timeouts: UpstreamTimeouts? = nil
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        self.proxy = proxy
        self.timeouts = timeouts
    }
}

/// The body of a request.
package enum UpstreamBody: Sendable {
    case none
    /// The whole of it: can be sent again when a kept connection turns out to be dead.
    case bytes([UInt8])
    /// Bit by bit, while somebody writes it.
    case stream(UpstreamBodyStream)
}
