import HTTPTransport
import Synchronization

/// What a task has noted for another one to wait for: a place to look instead of a time to sleep.
final class Probe: Sendable {
    private struct State {
        var notes: [String] = []
        var listeners: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    var all: [String] { state.withLock { $0.notes } }

    func note(_ text: String) {
        let listeners = state.withLock { state in
            state.notes.append(text)
            return state.listeners
        }
        for listener in listeners { listener.yield() }
    }

    /// Waits until the note is there; it is looked for when one is made.
    func wait(for text: String, on loop: EventLoop) async throws {
        let (notes, listener) = AsyncStream<Void>.makeStream()
        state.withLock { $0.listeners.append(listener) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                guard !self.all.contains(text) else { return }
                for await _ in notes where self.all.contains(text) { return }
                throw CancellationError()
            }
            group.addTask {
                try await loop.sleep(for: .seconds(60))
                throw Missing(note: text)
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    struct Missing: Error {
        let note: String
    }
}
