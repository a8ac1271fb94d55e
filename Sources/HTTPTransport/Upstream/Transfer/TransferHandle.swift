import CLibCurl

/// One of the library's handles, and what is set on it.
///
/// Setting some twenty options anew costs microseconds, and most requests of a client differ in nothing but address,
/// fields and body. A handle is therefore kept as it is, for requests of its kind. Belongs to the loop's thread.
final class TransferHandle {
    /// What all the requests have in common that a handle is kept for.
    struct Kind: Equatable {
        enum Method {
            /// Without a body.
            case get
            /// With a body that goes out together with the head, or none.
            case post
        }

        let method: Method
        let isSecure: Bool
        let proxy: ProxyAddress?
        let connectTimeout: Duration
    }

    let raw: OpaquePointer
    /// Where the library writes why a transfer has failed.
    let errorText: UnsafeMutableBufferPointer<CChar>
    /// What the handle is set up for; nil: for nothing, or for something that will not come again.
    var kind: Kind?
    /// The address that is set.
    private var url: String?

    /// A handle without any options; nil when there is no memory for one.
    init?() {
        guard let raw = ccproxy_curl_easy_make() else { return nil }
        self.raw = raw
        errorText = .allocate(capacity: CCPROXY_CURL_ERROR_SIZE)
        errorText.initialize(repeating: 0)
    }

    deinit {
        ccproxy_curl_easy_free(raw)
        errorText.deallocate()
    }

    /// Takes every option back.
    func reset() {
        ccproxy_curl_easy_reset(raw)
        kind = nil
        url = nil
    }

    /// Sets the address, if it is another one.
    ///
    /// - Returns: false when there is no memory for it.
    func set(url: String) -> Bool {
        guard url != self.url else { return true }
        guard ccproxy_curl_set_text(raw, .CCPROXY_CURLOPT_URL, url) == CCPROXY_CURLE_OK else { return false }
        self.url = url
        return true
    }

    /// Makes the library let go of what belongs to a request that is over.
    func forgetRequest() {
        ccproxy_curl_set_pointer(raw, .CCPROXY_CURLOPT_HTTPHEADER, nil)
        if kind?.method == .post { ccproxy_curl_set_pointer(raw, .CCPROXY_CURLOPT_POSTFIELDS, nil) }
    }
}
