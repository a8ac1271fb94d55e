#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// Removes a file, a link (not what it points to) or an empty directory.
    ///
    /// One that is not there is success.
    package static func remove(_ path: String) throws(SystemError) {
        try remove(path, in: AT_FDCWD, shown: path)
    }

    /// Removes a directory with everything in it, or a single file.
    ///
    /// One that is not there is success. Links are removed, never followed, also if somebody exchanges a directory for one meanwhile.
    package static func removeTree(_ path: String) throws(SystemError) {
        try removeTree(path, in: AT_FDCWD, shown: path)
    }

    private static func removeTree(_ name: String, in directory: CInt, shown path: String) throws(SystemError) {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        let raw = retryingInterrupts { openat(directory, name, flags) }
        guard raw >= 0 else {
            let error = SystemError.last("remove \(path)")
            if error.code == ENOENT { return }
            // ENOTDIR: a file. ELOOP or EMLINK: a link. Neither has anything in it.
            guard [ENOTDIR, ELOOP, EMLINK].contains(error.code) else { throw error }
            return try remove(name, in: directory, shown: path)
        }
        let opened = OwnedDescriptor(owning: raw)
        for entry in try names(in: opened.raw, shown: path) {
            try removeTree(entry, in: opened.raw, shown: Paths.join(path, entry))
        }
        try remove(name, in: directory, shown: path)
    }

    private static func names(in directory: CInt, shown path: String) throws(SystemError) -> [String] {
        var names: [String] = []
        // Collected first: what readdir(3) does while entries vanish is not defined everywhere.
        try forEachEntry(of: try Descriptor.duplicate(directory), "list \(path)") { names.append(String(cString: $0)) }
        return names
    }

    private static func remove(_ name: String, in directory: CInt, shown path: String) throws(SystemError) {
        if unlinkat(directory, name, 0) == 0 || errno == ENOENT || errno == ENOTDIR { return }
        // Linux says EISDIR for a directory, POSIX and Darwin EPERM; a file in a protected directory is EPERM as well.
        let error = SystemError.last("remove \(path)")
        guard error.code == EISDIR || error.code == EPERM else { throw error }
        guard unlinkat(directory, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            throw errno == ENOTDIR ? error : .last("remove \(path)")
        }
    }
}
