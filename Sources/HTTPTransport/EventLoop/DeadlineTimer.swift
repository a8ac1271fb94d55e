import PlatformSupport

/// Watches the deadlines of one socket.
final class DeadlineTimer: LoopTimer {
    private weak var socket: AsyncSocket?

    init(for socket: AsyncSocket, deadline: MonotonicTime) {
        self.socket = socket
        super.init(deadline: deadline)
    }

    override func fire(at now: MonotonicTime) {
        socket?.checkDeadlines(at: now)
    }
}
