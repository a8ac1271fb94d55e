/// The bytes that have been received and not yet been understood.
///
/// Holds no memory while it is empty, so that an idle connection costs none.
struct InputBuffer: Sendable {
    private var storage: [UInt8] = []
    private var start = 0

    /// How many bytes wait.
    var count: Int { storage.count - start }

    var isEmpty: Bool { storage.count == start }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        dropConsumed()
        storage.append(contentsOf: bytes)
    }

    /// Runs `body` on the bytes that wait.
    func withBytes<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
        try storage.withUnsafeBufferPointer { (all) throws(E) -> R in
            try body(UnsafeBufferPointer(rebasing: all[start...]))
        }
    }

    mutating func consume(_ count: Int) {
        start += min(count, self.count)
        if isEmpty {
            storage = []
            start = 0
        }
    }

    /// Takes the first `count` bytes (at most what waits) out of the buffer.
    ///
    /// When that is everything, the memory itself changes hands and nothing is copied.
    mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        guard count < self.count else {
            let result = storage[start...]
            storage = []
            start = 0
            return result
        }
        let result = Array(storage[start..<start + count])
        start += count
        return result[...]
    }

    /// Takes the first `count` bytes as an array whose first element is the first byte.
    mutating func takeArray(_ count: Int) -> [UInt8] {
        guard start == 0, count == storage.count else { return Array(take(count)) }
        let result = storage
        storage = []
        return result
    }

    /// Moves what waits to the front once at least half of the memory has been consumed: each byte moves O(1) times.
    private mutating func dropConsumed() {
        guard start > 0, start >= storage.count / 2 else { return }
        storage.removeSubrange(..<start)
        start = 0
    }
}
