#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// Makes a directory and those above it, as far as they are missing.
    ///
    /// - Parameters:
    ///   - path: The directory. One that exists already is success, and keeps its mode.
    ///   - mode: The permission bits of every directory made, whatever the umask.
    /// - Throws: `SystemError`; `ENOTDIR` when something else has the name.
    package static func createDirectory(_ path: String, mode: UInt16) throws(SystemError) {
        if try makeDirectory(path, mode: mode) { return }
        // The parent is missing, or was until just now: somebody else may be making the same path.
        try createDirectory(Paths.parent(of: path), mode: mode)
        guard try makeDirectory(path, mode: mode) else {
            throw SystemError("create the directory \(path)", code: ENOENT)
        }
    }

    /// Makes one directory, or finds it; false when the one above it is missing.
    private static func makeDirectory(_ path: String, mode: UInt16) throws(SystemError) -> Bool {
        if mkdir(path, mode_t(mode)) == 0 {
            try setMode(path, mode)
            return true
        }
        let error = SystemError.last("create the directory \(path)")
        if error.code == ENOENT { return false }
        guard error.code == EEXIST else { throw error }
        guard try info(path)?.kind == .directory else { throw SystemError(error.operation, code: ENOTDIR) }
        return true
    }

    /// The names in a directory, without `.` and `..`, sorted by their bytes.
    ///
    /// A name that is not UTF-8 comes out repaired, and then names nothing.
    package static func list(_ directory: String) throws(SystemError) -> [String] {
        let descriptor = try openFile(directory, O_RDONLY | O_DIRECTORY | O_NONBLOCK, "list")
        var names: [String] = []
        try forEachEntry(of: descriptor, "list \(directory)") { names.append(String(cString: $0)) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes a directory of one's own (0700) under `$TMPDIR`, or `/tmp`, with a name that was free.
    ///
    /// - Returns: Its path without links, since that is what other programs will report.
    package static func makeTemporaryDirectory(prefix: String) throws(SystemError) -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let pattern = Paths.join(try realPath(parent.isEmpty ? "/tmp" : parent), "\(prefix)XXXXXX")
        var bytes = Array(pattern.utf8CString)
        guard mkdtemp(&bytes) != nil else { throw .last("create the directory \(pattern)") }
        return String(decoding: bytes.dropLast().lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Calls `body` with each name in the directory but `.` and `..`, in the order of the file system.
    static func forEachEntry(
        of directory: consuming OwnedDescriptor,
        _ operation: @autoclosure () -> String,
        _ body: (UnsafePointer<CChar>) -> Void
    ) throws(SystemError) {
        let raw = directory.release()
        guard let stream = fdopendir(raw) else {
            let error = SystemError.last(operation())
            close(raw)
            throw error
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                // The name may be longer than its declared array: the address counts, not the size.
                let name = UnsafeRawPointer(tuple).assumingMemoryBound(to: CChar.self)
                if !isDots(name) { body(name) }
            }
        }
        guard errno == 0 else { throw .last(operation()) }
    }

    private static func isDots(_ name: UnsafePointer<CChar>) -> Bool {
        let dot = CChar(bitPattern: UInt8(ascii: "."))
        guard name[0] == dot else { return false }
        return name[1] == 0 || (name[1] == dot && name[2] == 0)
    }
}
