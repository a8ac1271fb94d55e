package import PlatformSupport

/// Who may write an engine's configuration: one at a time, in any process.
///
/// Whoever starts an engine writes it, `auth add-key` does, and so does the engine's own management interface. Each of them
/// takes the lock when it is about to write, and begins anew with what the file holds then: what another has put there
/// since it was first read would be lost otherwise. The lock is on a file of its own beside the configuration, since that
/// is replaced with every write.
package enum ConfigurationLock {
    /// The file that is locked for a configuration.
    package static func path(for file: String) -> String { Paths.join(Paths.parent(of: file), ".config.lock") }

    /// Takes the lock of a configuration; where somebody holds it, again a moment later, a few times.
    ///
    /// - Parameters:
    ///   - file: The configuration, which need not exist; its directory must.
    ///   - tries: How often, 2 ms apart: no more than a few for whoever has others to serve.
    /// - Returns: nil when it was held all the time.
    /// - Throws: `SystemError` when the file to lock cannot be opened or made.
    package static func acquire(for file: String, tries: Int = 10) throws(SystemError) -> FileLock? {
        for number in 0..<tries {
            if number > 0 { MonotonicTime.pause(nanoseconds: 2_000_000) }
            if let lock = try FileLock.tryAcquire(path(for: file)) { return lock }
        }
        return nil
    }

    /// The same; one that is held all the time is an error.
    static func take(for file: String, tries: Int = 10) throws(EngineConfigurationError) -> FileLock {
        do throws(SystemError) {
            if let lock = try acquire(for: file, tries: tries) { return lock }
        } catch {
            throw .system(error)
        }
        throw .busy(file: file)
    }
}
