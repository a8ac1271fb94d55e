#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that grows at its end, written by another process: its output goes there directly, never through a pipe.
///
/// Every write goes to the end of the file as it is at that moment, so that the file can be shortened under a writer.
package struct LogFile: ~Copyable {
    /// What has become of the beginning of a file.
    package enum Discarded: Hashable, Sendable {
        /// So many bytes are gone, at most as many as asked for: whole blocks of the file system, possibly none.
        case removed(UInt64)

        /// This system or file system cannot take away the beginning of a file; nothing has changed.
        case unsupported
    }

    private let file: OwnedDescriptor

    /// Where the file is.
    package let path: String

    /// The descriptor, for appending and reading; to be handed to a child.
    package var descriptor: CInt { file.raw }

    private init(_ file: consuming OwnedDescriptor, path: String) {
        self.file = file
        self.path = path
    }

    /// Opens a log, or makes an empty one.
    ///
    /// - Parameters:
    ///   - path: The file. A link is refused: a log must not be led into another file.
    ///   - mode: The permission bits, which an existing file gets as well.
    /// - Returns: The open log.
    /// - Throws: `SystemError` that names `path`.
    package static func open(_ path: String, mode: UInt16 = 0o600) throws(SystemError) -> LogFile {
        let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        let file = try FileSystem.openFile(path, flags, mode: mode, "open the log")
        guard fchmod(file.raw, mode_t(mode)) == 0 else { throw .last("set the mode of \(path)") }
        try Descriptor.setNonBlocking(file.raw, false)
        return LogFile(file, path: path)
    }

    /// The length in bytes.
    package func size() throws(SystemError) -> UInt64 {
        try Self.size(descriptor: file.raw)
    }

    /// The length in bytes of the file behind any descriptor.
    package static func size(descriptor: CInt) throws(SystemError) -> UInt64 {
        guard let info = FileInfo.of(descriptor: descriptor) else { throw .last("look at descriptor \(descriptor)") }
        return UInt64(max(info.size, 0))
    }

    /// Removes all of the contents, what is written at the same moment included.
    package static func truncate(descriptor: CInt) throws(SystemError) {
        guard retryingInterrupts({ ftruncate(descriptor, 0) }) == 0 else {
            throw .last("empty descriptor \(descriptor)")
        }
    }
}
