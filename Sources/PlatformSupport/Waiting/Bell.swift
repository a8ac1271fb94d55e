import Synchronization

/// Wakes whoever waits, and remembers that it has rung while nobody did.
package final class Bell: Sendable {
    private struct State {
        /// How often it has rung.
        var count: UInt64 = 0
        var waiting: [(id: UInt64, continuation: CheckedContinuation<Void, Never>)] = []
        var lastID: UInt64 = 0
    }

    private let state = Mutex(State())

    /// One that has not rung yet.
    package init() {}

    /// How often it has rung until now: where a listener begins.
    package var count: UInt64 { state.withLock { $0.count } }

    /// Wakes everybody who waits.
    package func ring() {
        let waiting = state.withLock { state in
            state.count += 1
            // The array is only taken when there is something in it: ringing for nobody costs next to nothing.
            guard !state.waiting.isEmpty else {
                return [(id: UInt64, continuation: CheckedContinuation<Void, Never>)]()
            }
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.continuation.resume() }
    }

    /// Waits until it has rung more often than `heard`, or the task is cancelled.
    ///
    /// - Returns: how often it has rung by then.
    package func next(after heard: UInt64) async -> UInt64 {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Cancellation may have come first; its handler then found nobody to wake.
                    guard state.count <= heard, !Task.isCancelled else { return true }
                    state.waiting.append((id, continuation))
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            cancel(id)
        }
        return count
    }

    private func cancel(_ id: UInt64) {
        let found = state.withLock { state in
            let index = state.waiting.firstIndex { $0.id == id }
            return index.map { state.waiting.remove(at: $0) }
        }
        found?.continuation.resume()
    }
}
