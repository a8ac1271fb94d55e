package import PlatformSupport

/// Who may write a token file: one at a time, in any process.
///
/// A refresh token is good for one use with some providers. So whoever changes a token file takes its lock first, reads
/// the file then, and writes it before the lock is given back; a lock ends with its process. The lock is on a file of its
/// own, since a token file is replaced with every write: hidden, empty, beside the file that the name leads to.
package enum CredentialLock {
    /// The file that is locked for a token file.
    ///
    /// - Throws: `SystemError` when there is no such token file.
    package static func path(for file: String) throws(SystemError) -> String {
        let target = try FileSystem.realPath(file)
        return Paths.join(Paths.parent(of: target), ".\(Paths.name(of: target)).lock")
    }

    /// Takes the lock of a token file if nobody holds it; nil when somebody does.
    package static func tryAcquire(for file: String) throws(SystemError) -> FileLock? {
        try FileLock.tryAcquire(try path(for: file))
    }

    /// Waits for the lock of a token file, which a refresh under way holds for as long as the provider takes.
    package static func acquire(for file: String) throws(SystemError) -> FileLock {
        try FileLock.acquire(try path(for: file))
    }
}
