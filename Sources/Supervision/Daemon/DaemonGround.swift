import PlatformSupport
import ProxyModel

/// What a daemon stands on: its socket and its lock, by which every command finds it.
///
/// A base directory can be removed, moved or made anew under a running daemon. Then no command can find it any more, and
/// a second one may be started that knows nothing of it; so it has to go.
struct DaemonGround: Sendable {
    private let base: BaseDirectory
    private let socket: FileInfo?
    private let lock: FileInfo?

    /// - Parameters:
    ///   - base: the base directory.
    ///   - lock: the file that the daemon has locked.
    ///   - socket: that of its socket; nil before there is one.
    init(_ base: BaseDirectory, lock: FileInfo?, socket: FileInfo? = nil) {
        self.base = base
        self.lock = lock
        self.socket = socket
    }

    /// The same, with the socket that the daemon has just made.
    func withSocket() -> DaemonGround {
        let info = (try? FileSystem.info(base.controlSocket, followSymlinks: false)) ?? nil
        return DaemonGround(base, lock: lock, socket: info)
    }

    /// What has become of it.
    enum State: Hashable {
        case firm
        /// The files are gone or others', and the providers' directories are still there.
        case lost
        /// Nothing is left of the base directory: nobody can ever ask for the engines again.
        case removed
    }

    /// Looks at it.
    func state() -> State {
        if isSame(base.controlSocket, as: socket), isLockOurs { return .firm }
        return FileSystem.exists(base.configs) ? .lost : .removed
    }

    /// Removes the socket, if it is still ours.
    func removeSocket() {
        if isSame(base.controlSocket, as: socket) { try? FileSystem.remove(base.controlSocket) }
    }

    /// Removes the PID file, if the lock is still ours: the owner of another one has written its own.
    func removePID() {
        if isLockOurs { try? FileSystem.remove(base.daemonPID) }
    }

    /// As with any lock, a link stands for what it leads to.
    private var isLockOurs: Bool { isSame(base.daemonLock, as: lock, followSymlinks: true) }

    private func isSame(_ path: String, as before: FileInfo?, followSymlinks: Bool = false) -> Bool {
        guard let before, let now = (try? FileSystem.info(path, followSymlinks: followSymlinks)) ?? nil else {
            return false
        }
        return now.isSameFile(as: before)
    }
}
