import CLibCurl
import PlatformSupport

/// Watches one of the library's sockets.
// Unchecked: confined to the loop's thread; its tasks prefer the loop.
final class SocketWatch: @unchecked Sendable {
    private let descriptor: CInt
    private let loop: EventLoop
    // Unowned, because a weak reference would make every other reference to the client slower; the client ends its
    // watches before it goes.
    private unowned let client: UpstreamClient
    private var wanted = PollInterest()
    private var reader: DirectionWatch?
    private var writer: DirectionWatch?

    init(_ descriptor: CInt, for client: UpstreamClient) {
        self.descriptor = descriptor
        self.client = client
        loop = client.loop
    }

    /// Begins to watch for something else.
    func set(_ interest: PollInterest) {
        wanted = interest
        reader = follow(.read, reader)
        writer = follow(.write, writer)
    }

    /// Stops watching, before the library closes the socket.
    func end() {
        wanted = []
        reader?.end()
        writer?.end()
    }

    func isWatched(for interest: PollInterest) -> Bool {
        wanted.contains(interest)
    }

    func report(_ interest: PollInterest) {
        guard isWatched(for: interest) else { return }
        let event = interest == .read ? CCPROXY_CURL_READY_IN : CCPROXY_CURL_READY_OUT
        client.act(descriptor, CInt(event))
    }

    private func follow(_ interest: PollInterest, _ current: DirectionWatch?) -> DirectionWatch? {
        guard isWatched(for: interest) else { return current }
        guard let current else { return DirectionWatch(descriptor, interest, for: self, on: loop) }
        current.wake()
        return current
    }
}
