#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Files and directories by path, without Foundation.
///
/// Every failure is a `SystemError` whose operation names the path. What is not there is an answer, not a failure,
/// where the function says so.
package enum FileSystem {
    /// Reads a whole regular file.
    ///
    /// Anything but a regular file is refused at once (`EISDIR`, `EINVAL`): a FIFO under a file's name must not make the
    /// reader wait for ever.
    ///
    /// - Throws: `SystemError`; `EFBIG` when the file is longer than `limit` bytes.
    package static func read(_ path: String, limit: Int = 16 << 20) throws(SystemError) -> [UInt8] {
        let file = try openFile(path, O_RDONLY | O_NONBLOCK, "read")
        var status = stat()
        guard fstat(file.raw, &status) == 0 else { throw .last("read \(path)") }
        let info = FileInfo(status)
        guard info.kind == .regular else {
            throw SystemError("read \(path)", code: info.kind == .directory ? EISDIR : EINVAL)
        }
        return try Descriptor.readToEnd(file.raw, limit: limit, sizeHint: Int(info.size), operation: "read \(path)")
    }

    /// Reads a whole regular file, if there is one.
    ///
    /// - Returns: nil when there is no such file.
    /// - Throws: As `read`, but for a missing file.
    package static func readIfPresent(_ path: String, limit: Int = 16 << 20) throws(SystemError) -> [UInt8]? {
        do {
            return try read(path, limit: limit)
        } catch  where error.isNotFound {
            return nil
        }
    }

    /// What the file system says about `path`.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - followSymlinks: Whether a symbolic link stands for what it points to.
    /// - Returns: nil when there is no such file; a link to nowhere is no file if links are followed.
    /// - Throws: `SystemError`, above all when a directory on the way may not be entered.
    package static func info(_ path: String, followSymlinks: Bool = true) throws(SystemError) -> FileInfo? {
        var status = stat()
        let result = followSymlinks ? stat(path, &status) : lstat(path, &status)
        if result == 0 { return FileInfo(status) }
        let error = SystemError.last("look at \(path)")
        guard error.isNotFound else { throw error }
        return nil
    }

    /// Whether something is there that may be looked at, links followed.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether the user may execute the file; for a directory, enter it.
    package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Sets the permission bits exactly, whatever the umask.
    package static func setMode(_ path: String, _ mode: UInt16) throws(SystemError) {
        guard chmod(path, mode_t(mode)) == 0 else { throw .last("set the mode of \(path)") }
    }

    /// Gives a file a new name in the same file system, at once, replacing what has that name.
    package static func rename(_ path: String, to newPath: String) throws(SystemError) {
        guard renameFile(path, newPath) == 0 else { throw .last("rename \(path) to \(newPath)") }
    }

    /// Opens close-on-exec.
    static func openFile(
        _ path: String,
        _ flags: CInt,
        mode: UInt16 = 0,
        _ verb: String
    ) throws(SystemError) -> OwnedDescriptor {
        let descriptor = retryingInterrupts { open(path, flags | O_CLOEXEC, mode_t(mode)) }
        guard descriptor >= 0 else { throw .last("\(verb) \(path)") }
        return OwnedDescriptor(owning: descriptor)
    }
}

/// Calls rename(2); outside of the type, whose own `rename` would hide it.
func renameFile(_ path: String, _ newPath: String) -> CInt { rename(path, newPath) }
