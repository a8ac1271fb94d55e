import CLibCurl

/// What the library tells about a transfer that has failed.
package struct CurlFailure: Sendable, Hashable {
    /// `CURLcode`.
    package var code: Int
    package var text: String
    package var hasHead: Bool
    /// The answer of an HTTP proxy to `CONNECT`; 0: none.
    package var proxyStatus: Int
    /// The file with the certificate authorities that we have set; nil: the library's own choice.
    package var authorities: String?

    package init(
        code: Int,
        text: String,
        hasHead: Bool = false,
        proxyStatus: Int = 0,
        authorities: String? = nil
    ) {
        self.code = code
        self.text = text
        self.hasHead = hasHead
        self.proxyStatus = proxyStatus
        self.authorities = authorities
    }

    /// The error that this is for a caller.
    package func error(_ route: UpstreamRoute) -> UpstreamError {
        if let proxy = route.proxy, let detail = proxyFailure(proxy, isTunnel: route.isTunnel) {
            return UpstreamError(.proxy, upstream: route.origin, detail)
        }
        return UpstreamError(kind, upstream: route.origin, kind == .tls ? tlsDetail : text)
    }

    private var kind: UpstreamError.Kind {
        switch code {
        case CCPROXY_CURLE_URL_MALFORMAT: .invalidRequest
        case CCPROXY_CURLE_COULDNT_RESOLVE_PROXY, CCPROXY_CURLE_PROXY: .proxy
        case CCPROXY_CURLE_COULDNT_RESOLVE_HOST: .cannotResolve
        case CCPROXY_CURLE_COULDNT_CONNECT: .cannotConnect
        case _ where isTLS: .tls
        // The only time limit that the library knows of.
        case CCPROXY_CURLE_OPERATION_TIMEDOUT: .timedOut(.connect)
        // Among others what it says of HTTP/0.9, of a folded first field, and of a head without end.
        case CCPROXY_CURLE_WEIRD_SERVER_REPLY, CCPROXY_CURLE_UNSUPPORTED_PROTOCOL,
            CCPROXY_CURLE_BAD_FUNCTION_ARGUMENT, CCPROXY_CURLE_TOO_LARGE:
            .malformedResponse
        case CCPROXY_CURLE_NOT_BUILT_IN, CCPROXY_CURLE_OUT_OF_MEMORY, CCPROXY_CURLE_UNKNOWN_OPTION: .library
        default: hasHead ? .brokenOff : .noResponse
        }
    }

    private var isTLS: Bool {
        switch code {
        case CCPROXY_CURLE_SSL_CONNECT_ERROR, CCPROXY_CURLE_SSL_PEER_CERTIFICATE,
            CCPROXY_CURLE_SSL_ENGINE_NOTFOUND, CCPROXY_CURLE_SSL_ENGINE_SETFAILED, CCPROXY_CURLE_SSL_CERTPROBLEM,
            CCPROXY_CURLE_SSL_CIPHER, CCPROXY_CURLE_PEER_FAILED_VERIFICATION, CCPROXY_CURLE_SSL_CACERT_BADFILE,
            CCPROXY_CURLE_SSL_ISSUER_ERROR, CCPROXY_CURLE_SSL_INVALIDCERTSTATUS:
            true
        default: false
        }
    }

    /// What went wrong on the way through a proxy; nil when it is not the proxy's matter.
    private func proxyFailure(_ proxy: ProxyAddress, isTunnel: Bool) -> String? {
        if isTunnel, proxyStatus > 299 { return "\(proxy) answers \(proxyStatus)" }
        let isBeforeTunnel = isTunnel && proxyStatus == 0
        switch code {
        // Every kind of proxy resolves the upstream's name by itself: it is the proxy's own that has no address.
        case CCPROXY_CURLE_COULDNT_RESOLVE_PROXY, CCPROXY_CURLE_COULDNT_RESOLVE_HOST, CCPROXY_CURLE_PROXY,
            CCPROXY_CURLE_COULDNT_CONNECT:
            return "\(proxy): \(text)"
        case CCPROXY_CURLE_GOT_NOTHING, CCPROXY_CURLE_SEND_ERROR, CCPROXY_CURLE_RECV_ERROR,
            CCPROXY_CURLE_WEIRD_SERVER_REPLY:
            return isBeforeTunnel ? "\(proxy): \(text)" : nil
        case _ where isTLS:
            // Behind an answered CONNECT it is the upstream that we talk TLS with.
            return proxy.isSecure && (isBeforeTunnel || !isTunnel) ? "\(proxy): \(tlsDetail)" : nil
        default: return nil
        }
    }

    private var tlsDetail: String {
        let trust = authorities.map { "; trusted are the authorities in \($0)" } ?? ""
        return "\(text)\(trust); where a company's own authority signs connections, name its file in SSL_CERT_FILE"
    }
}
