import PlatformSupport
import ProxyModel

extension EngineStore {
    /// Lets one command at a time change what is there; what an interrupted one has left is removed.
    func takeLock() throws(CommandFailure) -> FileLock {
        do throws(SystemError) {
            try FileSystem.createDirectory(directory, mode: 0o755)
            if let lock = try FileLock.tryAcquire(Paths.join(directory, ".install.lock")) {
                removeLeftovers()
                return lock
            }
        } catch {
            throw CommandFailure(error)
        }
        throw CommandFailure("another 'ccproxy engine' is changing \(directory)", remedy: "wait for it to end")
    }
}
