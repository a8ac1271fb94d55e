#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Descriptor {
    /// Waits until the contents of a file would survive a power failure.
    package static func synchronize(_ descriptor: CInt) throws(SystemError) {
        guard isSynchronized(descriptor) else { throw .last("write to the disk") }
    }

    /// Opens a file for reading; close-on-exec.
    ///
    /// - Throws: `SystemError` that names `path`.
    package static func open(_ path: String) throws(SystemError) -> OwnedDescriptor {
        try FileSystem.openFile(path, O_RDONLY, "read")
    }

    /// Opens a file for writing from its beginning; what is not there is made, with the umask's consent.
    ///
    /// - Throws: `SystemError` that names `path`.
    package static func create(_ path: String, mode: UInt16 = 0o600) throws(SystemError) -> OwnedDescriptor {
        try FileSystem.openFile(path, O_WRONLY | O_CREAT | O_TRUNC, mode: mode, "write")
    }

    /// Reads up to `count` bytes from a place in a file, without moving anybody's position; fewer at the file's end.
    package static func read(_ descriptor: CInt, at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let address = UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: filled)
                let result = retryingInterrupts {
                    pread(descriptor, address, count - filled, off_t(offset) + off_t(filled))
                }
                if result < 0 { failure = .last("read from descriptor \(descriptor)") }
                guard result > 0 else { return }
                filled += result
            }
        }
        if let failure { throw failure }
        return bytes
    }
}

/// Calls what the system has for it; outside of the type, whose own `synchronize` would hide it.
private func isSynchronized(_ descriptor: CInt) -> Bool { synchronize(descriptor) }
