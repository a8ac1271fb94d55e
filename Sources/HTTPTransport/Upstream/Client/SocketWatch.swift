import CLibCurl
import PlatformSupport

/// Watches one of the library's sockets, as long as it is ready: that is how the library wants to be told.
///
/// A socket that the library has no use for at the moment stays watched: most likely it is one of a kept connection, and
/// the next request waits for the same again. Only when something happens to it meanwhile the poller forgets it.
// Unchecked: confined to the loop's thread.
final class SocketWatch: DescriptorObserver, @unchecked Sendable {
    private let descriptor: CInt
    private let loop: EventLoop
    // Unowned, because a weak reference would make every other reference to the client slower; the client ends its
    // watches before it goes.
    private unowned let client: UpstreamClient
    /// What the library waits for.
    private var wanted = PollInterest()
    /// What the poller watches for.
    private var armed = PollInterest()
    private var isReporting = false
    private var isEnded = false

    init(_ descriptor: CInt, for client: UpstreamClient) {
        self.descriptor = descriptor
        self.client = client
        loop = client.loop
        loop.observers[descriptor] = self
    }

    /// Begins to watch for something else; for nothing: until the library asks again.
    func set(_ interest: PollInterest) {
        wanted = interest
        // What the library wants may change more than once while it looks at what has happened.
        if !isReporting { arm() }
    }

    /// Stops watching, before the socket is closed.
    func end() {
        wanted = PollInterest()
        isEnded = true
        loop.observers[descriptor] = nil
        disarm()
    }

    func handle(_ event: PollEvent) {
        // An upstream that ends a kept connection, or sends while its reader is slow: told once is enough.
        guard !wanted.isEmpty else { return disarm() }
        var events: CInt = 0
        if event.isReadable, wanted.contains(.read) { events |= CInt(CCPROXY_CURL_READY_IN) }
        if event.isWritable, wanted.contains(.write) { events |= CInt(CCPROXY_CURL_READY_OUT) }
        guard events != 0 else { return }
        isReporting = true
        client.act(descriptor, events)
        isReporting = false
        if !isEnded { arm() }
    }

    /// Makes the poller watch for what the library waits for, if it does not.
    private func arm() {
        guard wanted != armed, !wanted.isEmpty else { return }
        let token = DescriptorWait.token(of: descriptor)
        do throws(SystemError) {
            if armed.isEmpty {
                try loop.poller.add(descriptor, token: token, for: wanted, trigger: .level)
            } else {
                try loop.poller.modify(descriptor, token: token, for: wanted, trigger: .level)
            }
            armed = wanted
        } catch {
            // No memory for one more descriptor. The library's own timeouts end the transfer.
            disarm()
        }
    }

    private func disarm() {
        guard !armed.isEmpty else { return }
        armed = PollInterest()
        loop.poller.remove(descriptor)
    }
}
