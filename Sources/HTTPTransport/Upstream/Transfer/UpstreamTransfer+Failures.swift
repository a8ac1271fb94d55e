import CLibCurl

extension UpstreamTransfer {
    /// What the library's code for the end of a transfer means; nil when all went well.
    func failure(_ code: CInt, _ handle: TransferHandle) -> UpstreamError? {
        if let refusal { return refusal }
        guard code != CCPROXY_CURLE_OK else {
            return head == nil ? UpstreamError(.noResponse, upstream: origin) : nil
        }
        let text = handle.errorText.baseAddress.map { String(cString: $0) } ?? ""
        let failure = CurlFailure(
            code: Int(code),
            text: text.isEmpty ? String(cString: ccproxy_curl_easy_reason(code)) : text,
            hasHead: head != nil,
            proxyStatus: ccproxy_curl_number(handle.raw, .CCPROXY_CURLINFO_HTTP_CONNECTCODE),
            authorities: client.engine?.authorities.file
        )
        return failure.error(route)
    }
}
