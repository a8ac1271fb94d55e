#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reading, writing and setting up raw descriptors, whoever owns them.
///
/// Interrupted calls are made again. Nothing here closes a descriptor.
package enum Descriptor {
    /// Reads what is there, up to the size of `buffer`; waits if the descriptor is blocking.
    ///
    /// - Returns: The number of bytes read, 0 at the end of the file.
    /// - Throws: `SystemError`, with `wouldBlock` when a non-blocking descriptor has nothing to read.
    package static func read(
        _ descriptor: CInt,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemError) -> Int {
        guard let base = buffer.baseAddress, buffer.count > 0 else { return 0 }
        let count = readSome(descriptor, base, buffer.count)
        guard count >= 0 else { throw .last("read from descriptor \(descriptor)") }
        return count
    }

    /// Reads a blocking descriptor to its end.
    ///
    /// - Throws: `SystemError`; `EFBIG` when there is more than `limit` bytes.
    package static func readToEnd(_ descriptor: CInt, limit: Int = 16 << 20) throws(SystemError) -> [UInt8] {
        try readToEnd(descriptor, limit: limit, sizeHint: 4096, operation: "read from descriptor \(descriptor)")
    }

    /// Writes all of `bytes` to a blocking descriptor.
    package static func writeAll(_ descriptor: CInt, _ bytes: [UInt8]) throws(SystemError) {
        try writeAll(descriptor, bytes, operation: "write to descriptor \(descriptor)")
    }

    /// Writes all of `text`, as UTF-8, to a blocking descriptor.
    package static func writeAll(_ descriptor: CInt, _ text: String) throws(SystemError) {
        try writeAll(descriptor, Array(text.utf8))
    }

    /// Makes calls on the descriptor return `wouldBlock` instead of waiting, or wait again.
    ///
    /// The setting belongs to the open file, so it is shared with every copy of the descriptor in any process.
    package static func setNonBlocking(_ descriptor: CInt, _ nonBlocking: Bool = true) throws(SystemError) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0 else { throw .last("get the flags of descriptor \(descriptor)") }
        let wanted = nonBlocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK
        guard wanted == flags || fcntl(descriptor, F_SETFL, wanted) >= 0 else {
            throw .last("set the flags of descriptor \(descriptor)")
        }
    }

    /// The null device, for reading and writing.
    package static func openNullDevice() throws(SystemError) -> OwnedDescriptor {
        try FileSystem.openFile("/dev/null", O_RDWR, "open")
    }

    /// Another descriptor of the same open file, close-on-exec, whose number is at least `minimum`.
    package static func duplicate(_ descriptor: CInt, atLeast minimum: CInt = 0) throws(SystemError) -> OwnedDescriptor
    {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, minimum)
        guard copy >= 0 else { throw .last("duplicate descriptor \(descriptor)") }
        return OwnedDescriptor(owning: copy)
    }

    /// Whether the descriptor is readable, or its other side gone, within `timeout` (nil: however long it takes).
    package static func waitUntilReadable(_ descriptor: CInt, timeout: Duration?) throws(SystemError) -> Bool {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&entry, 1, deadline.map { ContinuousClock.now.duration(to: $0).pollMilliseconds } ?? -1)
            if ready > 0 { return true }
            if ready < 0 && errno != EINTR { throw .last("wait for descriptor \(descriptor)") }
            if let deadline, ContinuousClock.now >= deadline { return false }
        }
    }
}
