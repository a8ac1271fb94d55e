import PlatformSupport

extension EventLoop {
    /// Waits until `deadline`; not a moment less, and as little more as the kernel manages.
    package func sleep(until deadline: ContinuousClock.Instant) async throws(CancellationError) {
        try await sleep(for: ContinuousClock.now.duration(to: deadline))
    }

    /// Waits for so long.
    package func sleep(for duration: Duration) async throws(CancellationError) {
        assertIsCurrent()
        let timer = SleepTimer(deadline: MonotonicTime.now.advanced(by: duration))
        let isCancelled = await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: true) }
                timer.continuation = continuation
                timers.schedule(timer, at: timer.deadline)
            }
        } onCancel: {
            perform {
                self.timers.remove(timer)
                timer.resume(isCancelled: true)
            }
        }
        if isCancelled { throw CancellationError() }
    }
}

/// A task that sleeps.
// Unchecked: a cancellation on another thread only carries the reference; it is used on the loop's thread.
private final class SleepTimer: LoopTimer, @unchecked Sendable {
    var continuation: UnsafeContinuation<Bool, Never>?

    override func fire(at now: MonotonicTime) {
        resume(isCancelled: false)
    }

    func resume(isCancelled: Bool) {
        let waiting = continuation
        continuation = nil
        waiting?.resume(returning: isCancelled)
    }
}
