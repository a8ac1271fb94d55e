#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// The directory that relative paths start from.
    ///
    /// - Throws: `SystemError` when it has been removed or may not be entered.
    package static func currentDirectory() throws(SystemError) -> String {
        guard let path = getcwd(nil, 0) else { throw .last("find the current directory") }
        defer { free(path) }
        return String(cString: path)
    }

    /// The path from the root, without `.` and doubled slashes.
    ///
    /// `..` and links stay: only the disk knows what they mean.
    ///
    /// - Throws: `SystemError` when `path` is relative and there is no current directory.
    package static func absolutePath(_ path: String) throws(SystemError) -> String {
        let whole = path.hasPrefix("/") ? path : Paths.join(try currentDirectory(), path)
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// The one path from the root that has no links, `.` and `..` in it.
    ///
    /// - Throws: `SystemError` when something on the way does not exist.
    package static func realPath(_ path: String) throws(SystemError) -> String {
        guard let resolved = realpath(path, nil) else { throw .last("resolve \(path)") }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// What a symbolic link says, as it is written.
    ///
    /// - Throws: `SystemError`; `EINVAL` when `path` is no link.
    package static func readLink(_ path: String) throws(SystemError) -> String {
        guard let target = linkTarget(in: AT_FDCWD, path) else { throw .last("read the link \(path)") }
        return target
    }

    /// What the link `name` in an open directory says; nil with the reason in `errno`.
    static func linkTarget(in directory: CInt, _ name: String) -> String? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = name.withCString { name in
                base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
                    readlinkat(directory, name, $0, buffer.count)
                }
            }
            guard count >= 0 else { return nil }
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[..<count]), as: UTF8.self)
        }
    }
}
