import HTTPTransport
import Synchronization

/// What a task has noted for another one to wait for: a place to look instead of a time to sleep.
final class Probe: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    func note(_ text: String) {
        notes.withLock { $0.append(text) }
    }

    /// Lets the loop turn until the note is there.
    func wait(for text: String, on loop: EventLoop) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while !all.contains(text) {
            guard ContinuousClock.now < deadline else { throw Missing(note: text) }
            try await loop.sleep(for: .milliseconds(1))
        }
    }

    struct Missing: Error {
        let note: String
    }
}
