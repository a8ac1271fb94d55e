#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// An exclusive lock on a file, which at most one open file in the system holds.
///
/// This is flock(2): the lock belongs to the open file, not to the process. A child that inherits the descriptor holds
/// the lock as well, and it ends when the last copy of the descriptor is closed, by whatever kind of death. So whoever
/// can take the lock knows that nobody of those who held it is alive, without trusting any PID. The converse takes a
/// moment: any process that a holder is just starting has a copy of the descriptor until it executes its program.
package struct FileLock: ~Copyable {
    private let file: OwnedDescriptor

    private init(_ file: consuming OwnedDescriptor) {
        self.file = file
    }

    /// The descriptor that holds the lock, to be handed to a child.
    package var descriptor: CInt { file.raw }

    /// The file that is locked, whatever its name has come to mean.
    package var info: FileInfo? { FileInfo.of(descriptor: file.raw) }

    /// Keeps the lock as a mere descriptor; the lock ends when it and all copies of it are closed.
    package consuming func keep() -> OwnedDescriptor { file }

    /// Takes the lock if nobody holds it.
    ///
    /// - Parameters:
    ///   - path: The file to lock; made if it is missing, never removed.
    ///   - mode: The permission bits of a file that had to be made.
    /// - Returns: nil when somebody holds the lock.
    /// - Throws: `SystemError` when the file cannot be opened or made.
    package static func tryAcquire(_ path: String, mode: UInt16 = 0o600) throws(SystemError) -> FileLock? {
        try acquire(path, mode: mode, LOCK_EX | LOCK_NB)
    }

    /// Waits until nobody else holds the lock, however long that takes, and takes it.
    package static func acquire(_ path: String, mode: UInt16 = 0o600) throws(SystemError) -> FileLock {
        while true {
            if let lock = try acquire(path, mode: mode, LOCK_EX) { return lock }
        }
    }

    private static func acquire(
        _ path: String,
        mode: UInt16,
        _ operation: CInt
    ) throws(SystemError) -> FileLock? {
        for _ in 0..<tries {
            let file = try open(path, mode: mode)
            guard retryingInterrupts({ flock(file.raw, operation) }) == 0 else {
                if errno == EWOULDBLOCK { return nil }
                throw .last("lock \(path)")
            }
            // The file may have been removed and made anew since it was opened; then this locks nothing that counts.
            guard let locked = FileInfo.of(descriptor: file.raw) else { throw .last("lock \(path)") }
            if let current = try FileSystem.info(path), current.isSameFile(as: locked) { return FileLock(file) }
        }
        throw SystemError("lock \(path), which is made anew again and again", code: EBUSY)
    }

    /// Somebody who removes the file between two of our calls may be unlucky for us a few times, and not for ever.
    private static let tries = 1000

    private static func open(_ path: String, mode: UInt16) throws(SystemError) -> OwnedDescriptor {
        for _ in 0..<tries {
            do throws(SystemError) {
                return try FileSystem.openFile(path, O_RDWR, "lock")
            } catch  where error.code == ENOENT {}
            do throws(SystemError) {
                let file = try FileSystem.openFile(path, O_RDWR | O_CREAT | O_EXCL, mode: mode, "lock")
                guard fchmod(file.raw, mode_t(mode)) == 0 else { throw SystemError.last("set the mode of \(path)") }
                return file
            } catch  where error.code == EEXIST {
                // A link that leads nowhere is there and is not: nothing is made through it, and nothing else may have
                // its name.
                guard try FileSystem.info(path, followSymlinks: false)?.kind == .symbolicLink,
                    try FileSystem.info(path) == nil
                else { continue }
                throw SystemError("lock \(path), a link that leads nowhere", code: ELOOP)
            }
        }
        throw SystemError("lock \(path), which comes and goes again and again", code: EBUSY)
    }
}
