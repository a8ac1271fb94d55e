import PlatformSupport
import ProxyModel

/// The token files as they are now; a file that has not changed is not read again.
struct CredentialFolder: Sendable {
    /// One file.
    struct Entry: Sendable {
        let file: TokenFile
        /// nil when the file could not be looked at.
        let info: FileInfo?
    }

    /// Larger ones are nobody's token.
    static let maximumSize = 1 << 20

    private(set) var entries: [Entry] = []
    private var shared = SharedAccountSettings()
    private var directory = ""

    /// Reads what has changed.
    ///
    /// Files are taken as unchanged when they are the same and were last changed well before they were read; within two
    /// seconds a second change may look like the first.
    ///
    /// - Throws: when the directory cannot be listed; what was known stays then.
    mutating func refresh(_ directory: String, shared: SharedAccountSettings, now: Timestamp) throws(SystemError) {
        let names = try FileSystem.list(directory).filter(Self.isTokenFile)
        let isSame = directory == self.directory && shared == self.shared
        let known = isSame ? Dictionary(entries.map { ($0.file.name, $0) }) { first, _ in first } : [:]
        entries = names.compactMap { name in
            let path = Paths.join(directory, name)
            let info = try? FileSystem.info(path)
            if let entry = known[name], let info, entry.info == info,
                info.modified < (now.seconds - 2) * 1_000_000_000
            {
                return entry
            }
            return Self.read(path, name: name, info: info, shared: shared)
        }
        self.directory = directory
        self.shared = shared
    }

    /// Whether a name is one that is looked at, and that a file can have.
    static func isTokenFile(_ name: String) -> Bool {
        CredentialDirectory.isTokenFile(name) && name.utf8.count <= 255
    }

    /// nil for a file that has gone meanwhile, and for what is no file.
    private static func read(
        _ path: String,
        name: String,
        info: FileInfo?,
        shared: SharedAccountSettings
    ) -> Entry? {
        if let info, info.kind != .regular { return nil }
        do throws(SystemError) {
            guard let bytes = try FileSystem.readIfPresent(path, limit: maximumSize) else { return nil }
            return Entry(file: TokenFile(name: name, bytes: bytes, shared: shared), info: info)
        } catch {
            return Entry(file: TokenFile(name: name, unreadable: error.description), info: info)
        }
    }
}
