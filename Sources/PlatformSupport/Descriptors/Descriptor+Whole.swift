#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Descriptor {
    /// Reads to the end; `operation` names what is read in an error.
    static func readToEnd(
        _ descriptor: CInt,
        limit: Int,
        sizeHint: Int,
        operation: @autoclosure () -> String
    ) throws(SystemError) -> [UInt8] {
        // One byte more than expected, so that the end of a file of the expected size is seen without growing.
        var capacity = min(max(sizeHint, 0), limit) + 1
        var bytes: [UInt8] = []
        while true {
            let filled = bytes.count
            let count = bytes.appendUninitialized(capacity - filled) { room in
                room.baseAddress.map { readSome(descriptor, $0, room.count) } ?? 0
            }
            guard count >= 0 else { throw .last(operation()) }
            if count == 0 { return bytes }
            guard bytes.count <= limit else { throw SystemError(operation(), code: EFBIG) }
            if bytes.count == capacity { capacity = min(capacity * 2, limit + 1) }
        }
    }

    /// Writes everything; `operation` names what is written in an error.
    static func writeAll(
        _ descriptor: CInt,
        _ bytes: [UInt8],
        operation: @autoclosure () -> String
    ) throws(SystemError) {
        let code = bytes.withUnsafeBytes { buffer -> CInt in
            var rest = buffer[...]
            while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                let count = retryingInterrupts { write(descriptor, base, rest.count) }
                guard count >= 0 else { return errno }
                rest = rest.dropFirst(count)
            }
            return 0
        }
        guard code == 0 else { throw SystemError(operation(), code: code) }
    }
}

/// Calls read(2); outside of the type, whose own `read` would hide it.
func readSome(_ descriptor: CInt, _ base: UnsafeMutableRawPointer, _ count: Int) -> Int {
    retryingInterrupts { read(descriptor, base, count) }
}

extension [UInt8] {
    /// Grows by at most `room` bytes that `fill` writes in place and counts; a negative count appends nothing.
    fileprivate mutating func appendUninitialized(
        _ room: Int,
        _ fill: (UnsafeMutableRawBufferPointer) -> Int
    ) -> Int {
        let filled = count
        append(contentsOf: repeatElement(0, count: room))
        let added = withUnsafeMutableBytes { fill(UnsafeMutableRawBufferPointer(rebasing: $0[filled...])) }
        let code = errno
        removeLast(room - Swift.max(added, 0))
        errno = code
        return added
    }
}

extension Duration {
    /// The timeout for poll(2) that does not end before this duration has passed: 0 or more, rounded up.
    var pollMilliseconds: CInt {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return CInt(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
