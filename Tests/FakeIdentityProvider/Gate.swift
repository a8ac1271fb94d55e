internal import Synchronization

/// Holds tasks until it is opened, and tells how many it holds.
package final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// Waits until the gate is open.
    package func pass() async {
        await withCheckedContinuation { continuation in
            let toResume = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                if state.isOpen { return [continuation] }
                state.waiting.append(continuation)
                defer { state.watchers = [] }
                return state.watchers
            }
            for continuation in toResume { continuation.resume() }
        }
    }

    /// Waits until somebody stands before the gate, or it is open.
    package func arrival() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.isOpen || !state.waiting.isEmpty { return true }
                state.watchers.append(continuation)
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Lets everybody through, now and later.
    package func open() {
        let all = state.withLock { state in
            state.isOpen = true
            defer { (state.waiting, state.watchers) = ([], []) }
            return state.waiting + state.watchers
        }
        for continuation in all { continuation.resume() }
    }
}
