import HTTPTransport
import PlatformSupport
import Synchronization

/// A number that one task counts up and another one watches.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add(_ number: Int) {
        count.withLock { $0 += number }
    }

    /// Waits until the number has begun to grow and then has stayed the same for a while.
    func settle(on loop: EventLoop) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        var last = -1
        var unchanged = 0
        while unchanged < 20 {
            guard ContinuousClock.now < deadline else { throw NotSettled() }
            try await loop.sleep(for: .milliseconds(5))
            unchanged = value == last && last > 0 ? unchanged + 1 : 0
            last = value
        }
    }

    struct NotSettled: Error {}
}

/// What this process holds.
enum Memory {
    /// Resident bytes; nil where the system does not say it in a file.
    static var resident: Int? {
        guard let text = try? FileSystem.read("/proc/self/statm") else { return nil }
        return String(decoding: text, as: UTF8.self).split(separator: " ").dropFirst().first
            .flatMap { Int($0) }.map { $0 * 4096 }
    }
}

extension RawPeer {
    /// Sends so many bytes, a multiple of 256 kB, as fast as they are taken.
    func pour(_ total: Int, counting sent: Counter) async throws {
        let piece = [UInt8](repeating: 0x7A, count: 1 << 18)
        for _ in 0..<total / piece.count {
            try await send(piece)
            sent.add(piece.count)
        }
    }
}
