import PlatformSupport

/// A connected or listening stream socket on an event loop.
///
/// Registered once, by edges: what is ready is remembered here, so that a transfer that does not have to wait costs its
/// own system call and nothing else. Waits are not cancelled one by one; `abort` ends them all, and an exchange calls it
/// once when its task is cancelled.
// Unchecked: confined to the loop's thread like all of its tables; only `abort` and `close` may come from elsewhere, and
// they go through `EventLoop.perform`.
final class AsyncSocket: @unchecked Sendable {
    /// How a wait has ended.
    enum Wakening {
        case ready
        case timedOut
        case aborted
    }

    typealias Waiter = UnsafeContinuation<Wakening, Never>

    let loop: EventLoop
    let descriptor: CInt
    private var owned: OwnedDescriptor?
    private var token: UInt64 = 0
    var timer: LoopTimer?

    var canRead: Bool
    var canWrite: Bool
    var isAborted = false
    /// The peer has ended its side; what it sent before can still be read.
    private(set) var isPeerClosed = false

    var reader: Waiter?
    var readDeadline = MonotonicTime.distantFuture
    var writer: Waiter?
    var writeDeadline = MonotonicTime.distantFuture
    var closeWaiter: UnsafeContinuation<Void, Never>?

    /// Transfers in a row that did not have to wait.
    var unbrokenTransfers = 0
    static let transfersBeforeYield = 32

    /// Takes over a socket.
    ///
    /// - Parameters:
    ///   - owned: a non-blocking socket.
    ///   - loop: whose thread is the current one.
    ///   - canRead: whether to try to receive before having been told that it is possible: worth it where data most
    ///     likely waits already.
    ///   - canWrite: the same for sending.
    /// - Throws: when the poller cannot watch it.
    init(
        _ owned: consuming OwnedDescriptor,
        on loop: EventLoop,
        canRead: Bool,
        canWrite: Bool
    ) throws(SystemError) {
        loop.assertIsCurrent()
        self.loop = loop
        descriptor = owned.raw
        self.owned = consume owned
        self.canRead = canRead
        self.canWrite = canWrite
        try register()
    }

    /// Watches a listening socket, which stays its owner's; to be ended with `stopWatching` before that closes it.
    init(watching listener: borrowing ListeningSocket, on loop: EventLoop) throws(SystemError) {
        loop.assertIsCurrent()
        self.loop = loop
        descriptor = listener.descriptor
        canRead = true
        canWrite = false
        try register()
    }

    private func register() throws(SystemError) {
        token = loop.sockets.add(self)
        do throws(SystemError) {
            try loop.poller.add(descriptor, token: token, for: [.read, .write], trigger: .edge)
        } catch {
            close()
            throw error
        }
    }

    /// Ends the watch over a descriptor that is somebody else's.
    func stopWatching() {
        loop.poller.remove(descriptor)
        close()
    }

    /// Notes that a call other than ours has found nothing to read or to accept.
    func noteNothingToRead() {
        canRead = false
    }

    /// Whether nothing can be sent or received any more.
    var isClosed: Bool { isAborted }

    /// Ends every wait and refuses every further one; from any thread.
    func abort() {
        loop.perform { [self] in
            isAborted = true
            wake(.aborted)
        }
    }

    /// Closes the socket and ends every wait; from any thread.
    func close() {
        loop.perform { [self] in
            isAborted = true
            wake(.aborted)
            // Closing also takes it out of the poller: nobody else has this descriptor.
            owned = nil
            loop.sockets.remove(token)
            if let timer { loop.timers.remove(timer) }
            timer = nil
        }
    }

    /// Leaves nothing behind that would wake the loop while the socket is idle.
    func forgetDeadlines() {
        if let timer { loop.timers.remove(timer) }
    }

    /// What the poller has seen.
    func handle(_ event: PollEvent) {
        if event.isPeerClosed {
            isPeerClosed = true
            closeWaiter?.resume()
            closeWaiter = nil
        }
        if event.isReadable {
            canRead = true
            wakeReader(.ready)
        }
        if event.isWritable {
            canWrite = true
            wakeWriter(.ready)
        }
    }

    private func wake(_ wakening: Wakening) {
        wakeReader(wakening)
        wakeWriter(wakening)
        closeWaiter?.resume()
        closeWaiter = nil
    }

    func wakeReader(_ wakening: Wakening) {
        let waiting = reader
        reader = nil
        waiting?.resume(returning: wakening)
    }

    func wakeWriter(_ wakening: Wakening) {
        let waiting = writer
        writer = nil
        waiting?.resume(returning: wakening)
    }
}
