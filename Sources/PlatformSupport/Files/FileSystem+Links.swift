#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension FileSystem {
    /// Makes `path` a symbolic link to `target`, at once: whoever opens it finds what was there before or the new target.
    ///
    /// - Throws: `SystemError` that names `path`; `EISDIR` or another code when there is a directory.
    package static func writeLink(to target: String, atomicallyAt path: String) throws(SystemError) {
        let temporary = Paths.join(Paths.parent(of: path), temporaryName())
        guard symlink(target, temporary) == 0 else { throw .last("make the link \(path)") }
        guard renameFile(temporary, path) == 0 else {
            let error = SystemError.last("make the link \(path)")
            unlink(temporary)
            throw error
        }
    }

    /// Gives a file a second name in the same file system.
    ///
    /// - Throws: `SystemError`; `EEXIST` when the name is taken.
    package static func addName(_ newPath: String, to path: String) throws(SystemError) {
        guard link(path, newPath) == 0 else { throw .last("link \(newPath) to \(path)") }
    }
}
