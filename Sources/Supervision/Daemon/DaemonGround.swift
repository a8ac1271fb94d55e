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

    /// Remembers the files as they are now, which is when the daemon has just made them.
    init(_ base: BaseDirectory) {
        self.base = base
        socket = (try? FileSystem.info(base.controlSocket, followSymlinks: false)) ?? nil
        lock = (try? FileSystem.info(base.daemonLock, followSymlinks: false)) ?? nil
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
        if isSame(base.controlSocket, as: socket), isSame(base.daemonLock, as: lock) { return .firm }
        return FileSystem.exists(base.configs) ? .lost : .removed
    }

    /// Removes the socket, if it is still ours.
    func removeSocket() {
        if isSame(base.controlSocket, as: socket) { try? FileSystem.remove(base.controlSocket) }
    }

    /// Removes the PID file, if the lock is still ours: the owner of another one has written its own.
    func removePID() {
        if isSame(base.daemonLock, as: lock) { try? FileSystem.remove(base.daemonPID) }
    }

    private func isSame(_ path: String, as before: FileInfo?) -> Bool {
        guard let before, let now = (try? FileSystem.info(path, followSymlinks: false)) ?? nil else { return false }
        return now.isSameFile(as: before)
    }
}
