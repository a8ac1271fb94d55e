import CLibCurl
import PlatformSupport

/// The library's sockets, as far as they are watched.
///
/// The sockets of connections are announced when they are made, and closed here: a watch that outlives the request must
/// not outlive the descriptor, whose number may be another file's a moment later. What the library waits for besides
/// them (a pipe of its resolver) is watched exactly as long as it says.
///
/// An object of its own, because the library closes kept connections while the client is being deinitialised.
// Unchecked: confined to the loop's thread.
final class SocketWatches: @unchecked Sendable {
    private var watches: [CInt: SocketWatch] = [:]
    /// The open sockets of connections.
    private var connections: Set<CInt> = []

    /// Watches a socket for what the library waits for.
    func watch(_ descriptor: CInt, for what: CInt, by client: UpstreamClient) {
        guard what != CCPROXY_CURL_POLL_REMOVE else {
            if connections.contains(descriptor) {
                watches[descriptor]?.set(PollInterest())
            } else {
                forget(descriptor)
            }
            return
        }
        let watch = watches[descriptor] ?? SocketWatch(descriptor, for: client)
        watches[descriptor] = watch
        var interest = PollInterest()
        if what & CInt(CCPROXY_CURL_POLL_IN) != 0 { interest.insert(.read) }
        if what & CInt(CCPROXY_CURL_POLL_OUT) != 0 { interest.insert(.write) }
        watch.set(interest)
    }

    /// Notes that a descriptor is a connection's from now on.
    fileprivate func begin(_ descriptor: CInt) {
        forget(descriptor)
        connections.insert(descriptor)
    }

    /// Closes a connection's socket.
    fileprivate func close(_ descriptor: CInt) {
        forget(descriptor)
        connections.remove(descriptor)
        _ = OwnedDescriptor(owning: descriptor)
    }

    private func forget(_ descriptor: CInt) {
        watches.removeValue(forKey: descriptor)?.end()
    }

    /// Ends every watch, before the client goes.
    func endAll() {
        for watch in watches.values {
            watch.end()
        }
        watches = [:]
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
    let client = Unmanaged<UpstreamClient>.fromOpaque(context).takeUnretainedValue()
    client.sockets.watch(descriptor, for: what, by: client)
    return 0
}

/// The library has made a socket for a connection: `CURLOPT_SOCKOPTFUNCTION`.
func curlBeginSocket(_ context: UnsafeMutableRawPointer?, _ descriptor: CInt, _ purpose: CInt) -> CInt {
    guard let context else { return 0 }
    Unmanaged<SocketWatches>.fromOpaque(context).takeUnretainedValue().begin(descriptor)
    return 0
}

/// The library wants a connection's socket to be closed: `CURLOPT_CLOSESOCKETFUNCTION`.
func curlCloseSocket(_ context: UnsafeMutableRawPointer?, _ descriptor: CInt) -> CInt {
    guard let context else { return 0 }
    Unmanaged<SocketWatches>.fromOpaque(context).takeUnretainedValue().close(descriptor)
    return 0
}
