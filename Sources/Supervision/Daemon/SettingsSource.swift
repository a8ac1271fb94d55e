package import ProxyModel
import PlatformSupport
import Synchronization

/// The settings as they are on disk, read again when a file has changed.
package final class SettingsSource: Sendable {
    private let loader: SettingsLoader
    private let files: [String]
    private let stamps: Mutex<[Stamp?]>

    /// What tells one version of a file from another.
    private struct Stamp: Hashable {
        let inode: UInt64
        let size: Int64
        let modified: Int64
    }

    package init(loader: SettingsLoader, base: BaseDirectory) {
        self.loader = loader
        files = [base.settings, base.dotEnvironment]
        stamps = Mutex([])
        stamps.withLock { $0 = files.map(Self.stamp) }
    }

    /// Reads the settings.
    package func load() throws(SettingsError) -> Settings { try loader.load().settings }

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
        return Stamp(inode: info.inode, size: info.size, modified: info.modifiedNanoseconds)
    }
}
