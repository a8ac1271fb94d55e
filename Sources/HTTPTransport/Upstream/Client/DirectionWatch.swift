import PlatformSupport

/// Waits for one socket to become ready in one direction, again and again.
// Unchecked: confined to the loop's thread; its task prefers the loop.
final class DirectionWatch: @unchecked Sendable {
    private let descriptor: CInt
    private let interest: PollInterest
    private let loop: EventLoop
    private weak var watch: SocketWatch?
    private var sleeper: UnsafeContinuation<Void, Never>?
    private var task: Task<Void, Never>?

    init(_ descriptor: CInt, _ interest: PollInterest, for watch: SocketWatch, on loop: EventLoop) {
        self.descriptor = descriptor
        self.interest = interest
        self.watch = watch
        self.loop = loop
        // Unstructured: it is begun in one of the library's callbacks, which is synchronous. `end` cancels it when the
        // library forgets the socket, which happens at the latest when the client closes.
        task = Task(executorPreference: loop) { await self.run() }
    }

    /// Goes on after there was nothing to watch for.
    func wake() {
        let waiting = sleeper
        sleeper = nil
        waiting?.resume()
    }

    /// Stops watching at once.
    func end() {
        task?.cancel()
        wake()
    }

    private func run() async {
        while !Task.isCancelled {
            guard watch?.isWatched(for: interest) == true else {
                await withUnsafeContinuation { sleeper = $0 }
                continue
            }
            do {
                try await interest == .read ? loop.readable(descriptor) : loop.writable(descriptor)
            } catch {
                return
            }
            watch?.report(interest)
        }
    }
}
