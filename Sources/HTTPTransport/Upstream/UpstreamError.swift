/// Why an exchange with an upstream did not come to its end.
package struct UpstreamError: Error, Sendable, Hashable {
    /// What happened.
    package enum Kind: Sendable, Hashable {
        /// libcurl is not there, or too old.
        case library
        /// The request cannot be sent by anybody: its URL is none, for example.
        case invalidRequest
        /// The address of a proxy, in settings or environment, is none.
        case invalidProxy
        /// The upstream's name has no address.
        case cannotResolve
        /// Nobody answers at the upstream's address.
        case cannotConnect
        /// No encrypted connection to somebody whom we trust.
        case tls
        /// The proxy cannot be reached, refuses us, or cannot reach the upstream.
        case proxy
        case timedOut(Timeout)
        /// The connection ended before a response had begun.
        case noResponse
        /// The connection ended, or the upstream broke off, in the middle of a response.
        case brokenOff
        /// What came is no HTTP response.
        case malformedResponse
        /// The body has more bytes than the caller wants to hold.
        case bodyTooLarge
        /// The writer of a streamed request body gave up.
        case requestAborted
        /// The exchange is over: nobody wants the rest of the request body, or the response was used by two tasks.
        case ended
        /// The task was cancelled, the response dropped, or the client closed.
        case cancelled
    }

    /// What has taken too long.
    package enum Timeout: Sendable, Hashable {
        /// Resolving, connecting and TLS together.
        case connect
        /// The beginning of the response.
        case response
        /// The next byte.
        case idle
    }

    package let kind: Kind
    /// The server, as `api.example.com:443`; nil when it is not about one.
    package let upstream: String?
    /// What is known beyond the kind; never holds a secret.
    package let detail: String

    init(_ kind: Kind, upstream: UpstreamOrigin? = nil, _ detail: String = "") {
        self.kind = kind
        self.upstream = upstream?.description
        self.detail = detail
    }

    init(_ error: CurlLibraryError) {
        self.init(.library, error.description)
    }

    /// Whether the upstream has seen nothing of the request, so that sending it again cannot do anything twice.
    package var isBeforeRequest: Bool {
        switch kind {
        case .library, .invalidRequest, .invalidProxy, .cannotResolve, .cannotConnect, .tls, .proxy,
            .timedOut(.connect):
            true
        default: false
        }
    }
}

extension UpstreamError: CustomStringConvertible {
    package var description: String {
        let place = upstream ?? "the upstream"
        let text =
            switch kind {
            case .library, .invalidRequest, .invalidProxy: ""
            case .cannotResolve: "the address of \(place) cannot be found"
            case .cannotConnect: "\(place) cannot be reached"
            case .tls: "no trusted connection to \(place)"
            case .proxy: "\(place) cannot be reached through the proxy"
            case .timedOut(.connect): "no connection to \(place) in time"
            case .timedOut(.response): "no response from \(place) in time"
            case .timedOut(.idle): "\(place) has sent nothing for too long"
            case .noResponse: "\(place) closed the connection without a response"
            case .brokenOff: "\(place) broke off in the middle of a response"
            case .malformedResponse: "\(place) sent something that is not HTTP"
            case .bodyTooLarge: "the response of \(place) is too large"
            case .requestAborted: "the request to \(place) was given up"
            case .ended: "the exchange with \(place) is over"
            case .cancelled: "cancelled"
            }
        if detail.isEmpty { return text }
        return text.isEmpty ? detail : "\(text): \(detail)"
    }
}
