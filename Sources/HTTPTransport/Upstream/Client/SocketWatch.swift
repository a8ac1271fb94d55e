import CLibCurl
import PlatformSupport

/// Watches one of the library's sockets.
///
/// A transfer whose reader is slow is not told that there is more to read: the bytes stay in the kernel, the kernel
/// stops the upstream, and the library, which need not know, has nothing to buffer. That is what pausing a transfer is
/// for, but pausing makes libcurl keep what it has read already, and has stalled HTTP/2 transfers for good in several
/// versions (curl issues 9180, 10988, 19334).
// Unchecked: confined to the loop's thread; its tasks prefer the loop.
final class SocketWatch: @unchecked Sendable {
    private let descriptor: CInt
    private let loop: EventLoop
    private weak var client: UpstreamClient?
    private weak var transfer: UpstreamTransfer?
    private var wanted = PollInterest()
    private var reader: DirectionWatch?
    private var writer: DirectionWatch?

    init(_ descriptor: CInt, for client: UpstreamClient) {
        self.descriptor = descriptor
        self.client = client
        loop = client.loop
    }

    /// Begins to watch for something else, on behalf of a transfer.
    func set(_ interest: PollInterest, on transfer: UpstreamTransfer?) {
        wanted = interest
        self.transfer = transfer
        transfer?.watch = self
        update()
    }

    /// Sets what is watched according to what the library wants and the transfer can take.
    func update() {
        reader = follow(.read, reader)
        writer = follow(.write, writer)
    }

    /// Stops watching, before the library closes the socket.
    func end() {
        wanted = []
        update()
        reader?.end()
        writer?.end()
        if transfer?.watch === self { transfer?.watch = nil }
    }

    func isWatched(for interest: PollInterest) -> Bool {
        guard wanted.contains(interest) else { return false }
        return interest != .read || transfer?.isWithheld != true
    }

    func report(_ interest: PollInterest) {
        guard isWatched(for: interest) else { return }
        let event = interest == .read ? CCPROXY_CURL_READY_IN : CCPROXY_CURL_READY_OUT
        client?.act(descriptor, CInt(event))
    }

    private func follow(_ interest: PollInterest, _ current: DirectionWatch?) -> DirectionWatch? {
        guard isWatched(for: interest) else { return current }
        guard let current else { return DirectionWatch(descriptor, interest, for: self, on: loop) }
        current.wake()
        return current
    }
}
