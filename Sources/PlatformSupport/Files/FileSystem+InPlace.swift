#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// Gives an existing file other contents and leaves it the file that it is, under all of its names.
    ///
    /// Not at once: a crash in between leaves a part of both, so that whoever calls has a copy elsewhere first. The new
    /// contents are on the disk when it returns.
    ///
    /// - Throws: `SystemError` that names `path`.
    package static func overwrite(_ path: String, with bytes: [UInt8]) throws(SystemError) {
        let file = try openFile(path, O_WRONLY, "write")
        try Descriptor.writeAll(file.raw, bytes, operation: "write \(path)")
        guard retryingInterrupts({ ftruncate(file.raw, off_t(bytes.count)) }) == 0 else { throw .last("write \(path)") }
        guard synchronize(file.raw) else { throw .last("write \(path) to the disk") }
    }
}
