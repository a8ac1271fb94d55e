import CLibCurl

extension UpstreamTransfer {
    /// What the library's code for the end of a transfer means; nil when all went well.
    func failure(_ code: CInt, _ handle: OpaquePointer) -> UpstreamError? {
        if let refusal { return refusal }
        guard code != CCPROXY_CURLE_OK else {
            return head == nil ? UpstreamError(.noResponse, upstream: origin) : nil
        }
        let text = errorText.baseAddress.map { String(cString: $0) } ?? ""
        let facts = CurlFailure(
            code: Int(code),
            text: text.isEmpty ? String(cString: ccproxy_curl_easy_reason(code)) : text,
            hasHead: head != nil,
            wasConnected: ccproxy_curl_size(handle, .CCPROXY_CURLINFO_PRETRANSFER_TIME_T) > 0,
            proxyStatus: ccproxy_curl_number(handle, .CCPROXY_CURLINFO_HTTP_CONNECTCODE),
            proxyError: ccproxy_curl_number(handle, .CCPROXY_CURLINFO_PROXY_ERROR)
        )
        return facts.error(origin, proxy)
    }
}

/// What the library tells about a transfer that has failed.
struct CurlFailure: Equatable {
    /// `CURLcode`.
    var code: Int
    var text: String
    var hasHead = false
    /// There was a connection, encrypted if it was to be, and so the request may have been sent.
    var wasConnected = false
    /// The answer of an HTTP proxy to `CONNECT`; 0: none.
    var proxyStatus = 0
    /// What a SOCKS proxy has to say; 0: nothing.
    var proxyError = 0

    func error(_ origin: UpstreamOrigin, _ proxy: ProxyAddress?) -> UpstreamError {
        if let proxy, !wasConnected, let detail = proxyFailure(proxy) {
            return UpstreamError(.proxy, upstream: origin, detail)
        }
        return UpstreamError(kind, upstream: origin, kind == .tls ? text + tlsRemedy : text)
    }

    private var kind: UpstreamError.Kind {
        switch code {
        // What it says of HTTP/0.9, of a folded first field, and of a head without end.
        case CCPROXY_CURLE_UNSUPPORTED_PROTOCOL, CCPROXY_CURLE_BAD_FUNCTION_ARGUMENT, CCPROXY_CURLE_TOO_LARGE:
            wasConnected ? .malformedResponse : .invalidRequest
        case CCPROXY_CURLE_URL_MALFORMAT: .invalidRequest
        case CCPROXY_CURLE_COULDNT_RESOLVE_PROXY, CCPROXY_CURLE_PROXY: .proxy
        case CCPROXY_CURLE_COULDNT_RESOLVE_HOST: .cannotResolve
        case CCPROXY_CURLE_COULDNT_CONNECT: .cannotConnect
        case CCPROXY_CURLE_SSL_CONNECT_ERROR, CCPROXY_CURLE_SSL_ENGINE_NOTFOUND,
            CCPROXY_CURLE_SSL_ENGINE_SETFAILED, CCPROXY_CURLE_SSL_CERTPROBLEM, CCPROXY_CURLE_SSL_CIPHER,
            CCPROXY_CURLE_PEER_FAILED_VERIFICATION, CCPROXY_CURLE_SSL_CACERT_BADFILE,
            CCPROXY_CURLE_SSL_ISSUER_ERROR, CCPROXY_CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        // The only time limit that the library knows of.
        case CCPROXY_CURLE_OPERATION_TIMEDOUT: .timedOut(.connect)
        case CCPROXY_CURLE_WEIRD_SERVER_REPLY: .malformedResponse
        case CCPROXY_CURLE_NOT_BUILT_IN, CCPROXY_CURLE_OUT_OF_MEMORY, CCPROXY_CURLE_UNKNOWN_OPTION: .library
        default: hasHead ? .brokenOff : wasConnected ? .noResponse : .cannotConnect
        }
    }

    /// What went wrong on the way through a proxy; nil when it is not the proxy's matter.
    private func proxyFailure(_ proxy: ProxyAddress) -> String? {
        switch code {
        case CCPROXY_CURLE_OPERATION_TIMEDOUT, CCPROXY_CURLE_URL_MALFORMAT: nil
        case CCPROXY_CURLE_PEER_FAILED_VERIFICATION, CCPROXY_CURLE_SSL_CONNECT_ERROR:
            // Behind an answered CONNECT it is the upstream that we talk TLS with.
            proxy.isSecure && proxyStatus == 0 ? "\(proxy): \(text)\(tlsRemedy)" : nil
        default: proxyStatus > 299 ? "\(proxy) answers \(proxyStatus)" : "\(proxy): \(text)"
        }
    }

    private var tlsRemedy: String {
        "; where a company's own authority signs connections, name its file in SSL_CERT_FILE"
    }
}
