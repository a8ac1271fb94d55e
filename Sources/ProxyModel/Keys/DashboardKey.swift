package import PlatformSupport

/// The secret that opens the dashboard: one text in one file.
///
/// It is good for as long as the dashboard holds its port, and another takes its place the next time: a browser shows the
/// key of an old link to whoever took the port meanwhile, who must not get in with it afterwards.
///
/// It travels in the fragment of the link that is printed, which browsers send to nobody, and lies in no other place.
package enum DashboardKey {
    /// The key of a base directory, made now if there is none.
    ///
    /// Any number of processes may ask at the same time: all get the same key. Permissions that let others at it are
    /// taken back.
    ///
    /// - Parameter base: the base directory. Its run directory is there while a daemon runs, and not made here: one that
    ///   was removed under the daemon does not come back.
    /// - Returns: at least ``ProviderKeys/minimumLength`` characters that need no escaping in a fragment.
    /// - Throws: `DashboardKeyError` that names the file. A key that is there but unusable is never replaced.
    package static func ensure(in base: BaseDirectory) throws(DashboardKeyError) -> String {
        if let key = try load(from: base) { return key }
        let key = RandomText.make()
        do throws(SystemError) {
            let bytes = Array("\(key)\n".utf8)
            if try FileSystem.create(bytes, at: base.dashboardKey, mode: 0o600, durable: true) { return key }
        } catch {
            throw .system(error)
        }
        // Somebody else was faster; what is there now is complete.
        guard let key = try load(from: base) else { throw .malformed(path: base.dashboardKey) }
        return key
    }

    /// Puts a new key in the place of the old one, whatever that was.
    ///
    /// - Parameter base: the base directory; its run directory is not made here either.
    /// - Throws: `SystemError` when it cannot be written; then the old one is still there.
    package static func renew(in base: BaseDirectory) throws(SystemError) {
        // One that a power failure loses would have been renewed anyway.
        try FileSystem.write("\(RandomText.make())\n", atomicallyTo: base.dashboardKey, mode: 0o600, durable: false)
    }

    /// The key of a base directory; nil when there is none yet.
    private static func load(from base: BaseDirectory) throws(DashboardKeyError) -> String? {
        let path = base.dashboardKey
        let bytes: [UInt8]?
        do throws(SystemError) {
            bytes = try FileSystem.readIfPresent(path, limit: 1 << 10)
        } catch {
            throw .system(error)
        }
        guard var bytes else { return nil }
        try close(path)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        let key = String(decoding: bytes, as: UTF8.self)
        guard isUsable(key) else { throw .malformed(path: path) }
        return key
    }

    /// Whether a text can be the key: none that can be guessed, and nothing that a URL or a terminal would change.
    private static func isUsable(_ key: String) -> Bool {
        key.utf8.count >= ProviderKeys.minimumLength && Base64URL.decode(key) != nil
    }

    private static func close(_ path: String) throws(DashboardKeyError) {
        do throws(SystemError) {
            guard let info = try FileSystem.info(path), info.mode & ~0o600 != 0 else { return }
            try FileSystem.setMode(path, 0o600)
        } catch {
            throw .exposed(path: path, cause: error)
        }
    }
}
