#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// How many bytes this user may still write to the file system that `path` is on.
    ///
    /// - Throws: `SystemError` that names `path`.
    package static func freeSpace(at path: String) throws(SystemError) -> UInt64 {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw .last("look at the file system of \(path)") }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
