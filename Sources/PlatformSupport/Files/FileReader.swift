#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A regular file that is open for reading at any place, whatever becomes of its name or its contents meanwhile.
package final class FileReader: Sendable {
    private let file: OwnedDescriptor

    /// Where the file was when it was opened.
    package let path: String

    private init(_ file: consuming OwnedDescriptor, path: String) {
        self.file = file
        self.path = path
    }

    /// Opens a file.
    ///
    /// - Returns: nil when there is no such file.
    /// - Throws: `SystemError` that names `path`; `EINVAL` when it is no regular file, which might keep a reader waiting.
    package static func open(_ path: String) throws(SystemError) -> FileReader? {
        let file: OwnedDescriptor
        do throws(SystemError) {
            file = try FileSystem.openFile(path, O_RDONLY | O_NONBLOCK, "read")
        } catch  where error.isNotFound {
            return nil
        }
        let reader = FileReader(file, path: path)
        guard try reader.info().kind == .regular else { throw SystemError("read \(path)", code: EINVAL) }
        return reader
    }

    /// What the file system says about the open file now.
    package func info() throws(SystemError) -> FileInfo {
        guard let info = FileInfo.of(descriptor: file.raw) else { throw .last("look at \(path)") }
        return info
    }

    /// Reads from a place in the file on.
    ///
    /// - Parameters:
    ///   - offset: The place, in bytes from the beginning; one behind the end reads nothing.
    ///   - count: How many bytes at most.
    /// - Returns: The bytes; fewer than `count` only where the file ended as it was read.
    /// - Throws: `SystemError` that names the file.
    package func read(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        var code: CInt = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while let base = buffer.baseAddress, filled < count {
                let result = retryingInterrupts {
                    pread(file.raw, base + filled, count - filled, off_t(offset) + off_t(filled))
                }
                if result < 0 { code = errno }
                guard result > 0 else { return }
                filled += result
            }
        }
        guard code == 0 else { throw SystemError("read \(path)", code: code) }
        return bytes
    }
}
