import CLibCurl
import PlatformSupport

/// Watches one of the library's sockets.
///
/// The library wants to be told as long as a socket is ready, so it is watched for one event at a time and set again
/// after each: that is asked of the kernel anew.
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
    private var isKnown = false
    private var isReporting = false
    private var isEnded = false

    init(_ descriptor: CInt, for client: UpstreamClient) {
        self.descriptor = descriptor
        self.client = client
        loop = client.loop
        loop.observers[descriptor] = self
    }

    /// Begins to watch for something else.
    func set(_ interest: PollInterest) {
        wanted = interest
        if !isReporting { arm() }
    }

    /// Stops watching, before the library closes the socket.
    func end() {
        wanted = []
        isEnded = true
        loop.observers[descriptor] = nil
        loop.poller.remove(descriptor)
    }

    func handle(_ event: PollEvent) {
        armed = []
        var events: CInt = 0
        if event.isReadable, wanted.contains(.read) { events |= CInt(CCPROXY_CURL_READY_IN) }
        if event.isWritable, wanted.contains(.write) { events |= CInt(CCPROXY_CURL_READY_OUT) }
        isReporting = true
        if events != 0 { client.act(descriptor, events) }
        isReporting = false
        if !isEnded { arm() }
    }

    private func arm() {
        guard wanted != armed, !wanted.isEmpty else { return }
        let token = DescriptorWait.token(of: descriptor)
        do throws(SystemError) {
            if isKnown {
                try loop.poller.modify(descriptor, token: token, for: wanted, trigger: .once)
            } else {
                try loop.poller.add(descriptor, token: token, for: wanted, trigger: .once)
            }
            isKnown = true
            armed = wanted
        } catch {
            // No memory for one more descriptor. The library's own timeouts end the transfer.
            armed = []
        }
    }
}
