import CLibCurl
import HTTPWire

extension UpstreamClient {
    /// Hands a request to the library.
    func start(_ request: UpstreamRequest) throws(UpstreamError) -> UpstreamTransfer {
        let engine = try ready()
        let route = try route(of: request, with: engine.library)
        let kind = TransferHandle.Kind(of: request, on: route, request.timeouts ?? configuration.timeouts)
        let handle = try takeHandle(for: kind)
        let transfer = UpstreamTransfer(request, on: route, by: self, handle)
        try transfer.configure(handle, request, kind, engine)
        try add(transfer, handle.raw, to: engine)
        return transfer
    }

    private func route(
        of request: UpstreamRequest,
        with library: CurlLibrary
    ) throws(UpstreamError) -> UpstreamRoute {
        let choice = request.proxy ?? configuration.proxy
        if let route = routes[request.url, choice] { return route }
        let route = try UpstreamRoute(to: request.url, by: choice, proxies)
        if route.origin.isSecure, !library.hasTLS {
            throw UpstreamError(.library, "libcurl \(library.version) of this system cannot do TLS")
        }
        if route.proxy?.isSecure == true, !library.hasSecureProxies {
            throw UpstreamError(.invalidProxy, "libcurl \(library.version) of this system knows no https proxies")
        }
        if route.proxy?.isSOCKS == true, !library.hasSOCKS {
            throw UpstreamError(
                .invalidProxy,
                "for a socks5 proxy libcurl 7.69 or later is needed, not \(library.version)"
            )
        }
        routes[request.url, choice] = route
        return route
    }
}

extension TransferHandle.Kind {
    /// The kind of a request; nil when it is one that handles are not kept for.
    fileprivate init?(of request: UpstreamRequest, on route: UpstreamRoute, _ timeouts: UpstreamTimeouts) {
        if request.isSentOnce {
            return nil
        } else if request.method == .post, request.body.isEmpty || request.body.inlineBytes != nil {
            method = .post
        } else if request.method == .get, request.body.isEmpty {
            method = .get
        } else {
            return nil
        }
        isSecure = route.origin.isSecure
        proxy = route.proxy
        connectTimeout = timeouts.connect
    }
}

extension UpstreamTransfer {
    /// Sets everything in which this transfer differs from what its handle is set up for.
    func configure(
        _ handle: TransferHandle,
        _ request: UpstreamRequest,
        _ kind: TransferHandle.Kind?,
        _ engine: UpstreamClient.Engine
    ) throws(UpstreamError) {
        guard handle.set(url: request.url) else { throw UpstreamError(.library, "libcurl is out of memory") }
        let raw = handle.raw
        if kind == nil || handle.kind != kind {
            setFunctions(handle)
            setConnection(raw, engine)
            setMethod(raw, request.method)
            handle.kind = kind
        }
        if request.isSentOnce { ccproxy_curl_set_number(raw, .CCPROXY_CURLOPT_FRESH_CONNECT, 1) }
        setContext(raw)
        setBody(raw, request.method)
        handle.errorText[0] = 0
        ccproxy_curl_set_pointer(raw, .CCPROXY_CURLOPT_HTTPHEADER, fieldList.first)
    }

    private func setFunctions(_ handle: TransferHandle) {
        let raw = handle.raw
        ccproxy_curl_set_pointer(raw, .CCPROXY_CURLOPT_ERRORBUFFER, handle.errorText.baseAddress)
        ccproxy_curl_set_data_function(raw, .CCPROXY_CURLOPT_HEADERFUNCTION, curlReceiveLine)
        ccproxy_curl_set_data_function(raw, .CCPROXY_CURLOPT_WRITEFUNCTION, curlReceiveBytes)
        ccproxy_curl_set_data_function(raw, .CCPROXY_CURLOPT_READFUNCTION, curlSupplyBytes)
        ccproxy_curl_set_seek_function(raw, curlSeek)
        let sockets = Unmanaged.passUnretained(client.sockets).toOpaque()
        ccproxy_curl_set_socket_functions(raw, curlBeginSocket, curlCloseSocket, sockets)
    }

    private func setContext(_ handle: OpaquePointer) {
        // Unretained: the client keeps the transfer as long as the library has the handle.
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccproxy_curl_set_pointer(handle, .CCPROXY_CURLOPT_HEADERDATA, context)
        ccproxy_curl_set_pointer(handle, .CCPROXY_CURLOPT_WRITEDATA, context)
        ccproxy_curl_set_pointer(handle, .CCPROXY_CURLOPT_READDATA, context)
        ccproxy_curl_set_pointer(handle, .CCPROXY_CURLOPT_SEEKDATA, context)
    }

    private func setConnection(_ handle: OpaquePointer, _ engine: UpstreamClient.Engine) {
        let library = engine.library
        let isHTTP2 = client.configuration.allowsHTTP2 && library.hasHTTP2
        let milliseconds = max(1, timeouts.connect / .milliseconds(1))
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_NOSIGNAL, library.needsNoSignals ? 1 : 0)
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_PROTOCOLS, CCPROXY_CURL_PROTOCOLS_HTTP_HTTPS)
        ccproxy_curl_set_number(
            handle,
            .CCPROXY_CURLOPT_HTTP_VERSION,
            isHTTP2 ? CCPROXY_CURL_HTTP_VERSION_2TLS : CCPROXY_CURL_HTTP_VERSION_1_1
        )
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_CONNECTTIMEOUT_MS, Int(min(milliseconds, 1e9)))
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_TCP_KEEPALIVE, 1)
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_PATH_AS_IS, 1)
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_HTTP_CONTENT_DECODING, 0)
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_SSLVERSION, CCPROXY_CURL_SSLVERSION_TLSv1_2)
        if origin.isSecure || proxy?.isSecure == true { setAuthorities(handle, engine.authorities) }
        setProxy(handle)
    }

    /// Peers are verified by default; what is said here is only whose signatures count.
    private func setAuthorities(_ handle: OpaquePointer, _ authorities: CertificateAuthorities) {
        if let file = authorities.file {
            ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_CAINFO, file)
            ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_PROXY_CAINFO, file)
        }
        if let directory = authorities.directory {
            ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_CAPATH, directory)
            ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_PROXY_CAPATH, directory)
        }
    }

    private func setProxy(_ handle: OpaquePointer) {
        // An empty text, because without one the library would ask the environment.
        ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_PROXY, proxy?.url ?? "")
        ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_NOPROXY, "")
        guard proxy != nil else { return }
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_HEADEROPT, CCPROXY_CURL_HEADER_SEPARATE)
    }

    private func setMethod(_ handle: OpaquePointer, _ method: HTTPMethod) {
        if method == .head {
            ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_NOBODY, 1)
        } else if method == .post, isBodyInline {
            ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_POST, 1)
        } else if method != .get || !isBodyInline || !fieldList.body.isEmpty {
            ccproxy_curl_set_text(handle, .CCPROXY_CURLOPT_CUSTOMREQUEST, method.text)
        }
    }

    /// Whether the library takes the whole body, if there is one, from where the fields are.
    private var isBodyInline: Bool { if case .none = body { true } else { false } }

    private func setBody(_ handle: OpaquePointer, _ method: HTTPMethod) {
        switch body {
        case .none:
            let bytes = fieldList.body
            guard method == .post || !bytes.isEmpty else { return }
            ccproxy_curl_set_size(handle, .CCPROXY_CURLOPT_POSTFIELDSIZE_LARGE, Int64(bytes.count))
            // This makes it a POST, whatever it is called.
            if !bytes.isEmpty { ccproxy_curl_set_pointer(handle, .CCPROXY_CURLOPT_POSTFIELDS, bytes.baseAddress) }
        case .bytes(let bytes):
            ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_UPLOAD, 1)
            ccproxy_curl_set_size(handle, .CCPROXY_CURLOPT_INFILESIZE_LARGE, Int64(bytes.count))
        case .stream(let stream):
            ccproxy_curl_set_number(handle, .CCPROXY_CURLOPT_UPLOAD, 1)
            ccproxy_curl_set_size(handle, .CCPROXY_CURLOPT_INFILESIZE_LARGE, Int64(stream.length ?? -1))
        }
    }
}

extension UpstreamBody {
    /// Up to here, the library sends head and body as one.
    private static let inlineLimit = 64 * 1024

    /// Whether there is nothing to be sent.
    var isEmpty: Bool {
        switch self {
        case .none: true
        case .bytes(let bytes): bytes.isEmpty
        case .stream: false
        }
    }

    /// The whole of a body that is sent together with the head; nil when it is another one.
    var inlineBytes: [UInt8]? {
        guard case .bytes(let bytes) = self, bytes.count < Self.inlineLimit else { return nil }
        return bytes
    }
}
