#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// Replaces a file's contents at once: readers see all of the old or all of the new, also after a crash of ours.
    ///
    /// The new contents are written to a temporary file in the same directory, which has exactly `mode` before the first
    /// byte is in it, whatever the umask, and is then renamed. A symbolic link stays one: the file that it points to is
    /// replaced. On failure the old file is untouched and the temporary file is gone.
    ///
    /// - Parameters:
    ///   - bytes: The new contents.
    ///   - path: The file, which need not exist; its directory must.
    ///   - mode: Its permission bits, also if it exists with others.
    ///   - durable: Whether to return only when the new contents would survive a power failure.
    /// - Throws: `SystemError` that names `path`.
    package static func write(
        _ bytes: [UInt8],
        atomicallyTo path: String,
        mode: UInt16,
        durable: Bool = false
    ) throws(SystemError) {
        let target = try followingLinks(path)
        let directory = Paths.parent(of: target)
        let temporary = Paths.join(directory, temporaryName())
        do throws(SystemError) {
            try writeNewFile(temporary, bytes, mode: mode, durable: durable, for: path)
            guard renameFile(temporary, target) == 0 else { throw SystemError.last("write \(path)") }
        } catch {
            unlink(temporary)
            throw error
        }
        if durable { try synchronizeDirectory(directory, for: path) }
    }

    /// Replaces a file's contents by `text` in UTF-8; the same promises as for bytes.
    package static func write(
        _ text: String,
        atomicallyTo path: String,
        mode: UInt16,
        durable: Bool = false
    ) throws(SystemError) {
        try write(Array(text.utf8), atomicallyTo: path, mode: mode, durable: durable)
    }

    /// Makes a file with all of its contents at once, unless something has that name already.
    ///
    /// Of any number of processes that try at the same time exactly one succeeds, and nobody ever sees a part of the
    /// contents: the file is written under a temporary name and gets its own by link(2), which overwrites nothing.
    ///
    /// - Parameters:
    ///   - bytes: The contents.
    ///   - path: The file; its directory must exist.
    ///   - mode: Its permission bits, whatever the umask.
    ///   - durable: Whether to return only when the file would survive a power failure.
    /// - Returns: Whether the file was made; false: there is something, a link to nowhere included.
    /// - Throws: `SystemError` that names `path`, also on a file system without hard links.
    package static func create(
        _ bytes: [UInt8],
        at path: String,
        mode: UInt16,
        durable: Bool
    ) throws(SystemError) -> Bool {
        let directory = Paths.parent(of: path)
        let temporary = Paths.join(directory, temporaryName())
        defer { unlink(temporary) }
        try writeNewFile(temporary, bytes, mode: mode, durable: durable, for: path)
        guard link(temporary, path) == 0 else {
            let error = SystemError.last("create \(path)")
            guard error.code == EEXIST else { throw error }
            return false
        }
        if durable { try synchronizeDirectory(directory, for: path) }
        return true
    }

    /// The path that a write to `path` creates or replaces: what the chain of links points to, which need not exist.
    ///
    /// - Throws: `SystemError`; `ELOOP` when the links go round in a circle.
    static func followingLinks(_ path: String) throws(SystemError) -> String {
        var path = path
        // As many as Linux itself follows.
        for _ in 0..<40 {
            guard let target = try? readLink(path) else { return path }
            path = target.hasPrefix("/") ? target : Paths.join(Paths.parent(of: path), target)
        }
        throw SystemError("follow the links of \(path)", code: ELOOP)
    }

    /// A name that nobody else uses, and that no glob for credentials or configuration matches.
    static func temporaryName() -> String {
        ".ccproxy-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    }

    static func writeNewFile(
        _ temporary: String,
        _ bytes: [UInt8],
        mode: UInt16,
        durable: Bool,
        for path: String
    ) throws(SystemError) {
        // O_EXCL refuses whatever somebody may have planted under the name, links included.
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let descriptor = retryingInterrupts { open(temporary, flags, mode_t(mode & 0o600)) }
        guard descriptor >= 0 else { throw .last("write \(path)") }
        let file = OwnedDescriptor(owning: descriptor)
        guard fchmod(file.raw, mode_t(mode)) == 0 else { throw .last("set the mode of \(path)") }
        try Descriptor.writeAll(file.raw, bytes, operation: "write \(path)")
        if durable && !synchronize(file.raw) { throw .last("write \(path) to the disk") }
        // Network file systems and quotas report only here that the bytes did not arrive.
        guard close(file.release()) == 0 || errno == EINTR else { throw .last("write \(path)") }
    }

    /// Waits until what has been made, renamed or removed in a directory would survive a power failure.
    ///
    /// - Throws: `SystemError` that names it.
    package static func synchronizeDirectory(_ directory: String) throws(SystemError) {
        try synchronizeDirectory(directory, for: directory)
    }

    private static func synchronizeDirectory(_ directory: String, for path: String) throws(SystemError) {
        let descriptor = try openFile(directory, O_RDONLY | O_DIRECTORY, "open")
        // EINVAL: a file system whose directories need no synchronizing, or cannot be.
        guard synchronize(descriptor.raw) || errno == EINVAL else { throw .last("write \(path) to the disk") }
    }
}
