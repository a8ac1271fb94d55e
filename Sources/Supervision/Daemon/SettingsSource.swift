import PlatformSupport
package import ProxyModel
import Synchronization

/// The settings as they are on disk, read again when a file has changed.
package final class SettingsSource: Sendable {
    private let base: BaseDirectory
    private let environment: [String: String]
    private let files: [String]
    private let stamps: Mutex<[Stamp?]>

    /// What tells one version of a file from another.
    private struct Stamp: Hashable {
        let inode: UInt64
        let size: Int64
        let modified: Int64
    }

    /// - Parameters:
    ///   - base: the directory of the files.
    ///   - environment: the process's.
    package init(base: BaseDirectory, environment: [String: String]) {
        self.base = base
        self.environment = environment
        files = [base.settings, base.dotEnvironment]
        stamps = Mutex([])
        stamps.withLock { $0 = files.map(Self.stamp) }
    }

    /// Reads the settings.
    package func load() throws(SettingsError) -> Settings {
        try SettingsLoader.load(base: base, environment: environment).settings
    }

    /// Reads the settings again if one of their files is another than last time; nil when none is.
    func reloadIfChanged() -> Result<Settings, SettingsError>? {
        let current = files.map(Self.stamp)
        let isChanged = stamps.withLock { stamps in
            defer { stamps = current }
            return stamps != current
        }
        guard isChanged else { return nil }
        do {
            return .success(try load())
        } catch {
            return .failure(error)
        }
    }

    private static func stamp(_ path: String) -> Stamp? {
        guard let info = try? FileSystem.info(path) else { return nil }
        return Stamp(inode: info.inode, size: info.size, modified: info.modified)
    }
}
