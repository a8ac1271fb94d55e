import CLibCurl
import PlatformSupport

extension UpstreamClient {
    /// Watches a socket for what the library waits for.
    func watch(_ descriptor: CInt, for what: CInt) {
        guard what != CCPROXY_CURL_POLL_REMOVE else {
            watches.removeValue(forKey: descriptor)?.end()
            return
        }
        let watch = watches[descriptor] ?? SocketWatch(descriptor, for: self)
        watches[descriptor] = watch
        var interest = PollInterest()
        if what & CInt(CCPROXY_CURL_POLL_IN) != 0 { interest.insert(.read) }
        if what & CInt(CCPROXY_CURL_POLL_OUT) != 0 { interest.insert(.write) }
        watch.set(interest)
    }
}

/// The library wants a socket to be watched, or no more: `CURLMOPT_SOCKETFUNCTION`.
func curlWatchSocket(
    _ handle: OpaquePointer?,
    _ descriptor: CInt,
    _ what: CInt,
    _ context: UnsafeMutableRawPointer?,
    _ socketContext: UnsafeMutableRawPointer?
) -> CInt {
    guard let context else { return 0 }
    Unmanaged<UpstreamClient>.fromOpaque(context).takeUnretainedValue().watch(descriptor, for: what)
    return 0
}
