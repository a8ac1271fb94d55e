import PlatformSupport

extension EventLoop {
    /// Waits until `deadline`; not a moment less, and as little more as the kernel manages.
    package func sleep(until deadline: ContinuousClock.Instant) async throws(CancellationError) {
        try await sleep(for: ContinuousClock.now.duration(to: deadline))
    }

    /// Waits for so long.
    package func sleep(for duration: Duration) async throws(CancellationError) {
        assertIsCurrent()
        let sleeper = Sleeper()
        let timer = LoopTimer(deadline: MonotonicTime.now.advanced(by: duration)) { _ in
            sleeper.wake(isCancelled: false)
        }
        let isCancelled = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: true) }
                sleeper.continuation = continuation
                sleeper.timer = timer
                timers.schedule(timer, at: timer.deadline)
            }
        } onCancel: {
            perform {
                if let timer = sleeper.timer { self.timers.remove(timer) }
                sleeper.wake(isCancelled: true)
            }
        }
        if isCancelled { throw CancellationError() }
    }
}

/// A task that sleeps.
// Unchecked: a cancellation on another thread only carries the reference; it is used on the loop's thread.
private final class Sleeper: @unchecked Sendable {
    var continuation: UnsafeContinuation<Bool, Never>?
    var timer: LoopTimer?

    func wake(isCancelled: Bool) {
        let waiting = continuation
        continuation = nil
        timer = nil
        waiting?.resume(returning: isCancelled)
    }
}
