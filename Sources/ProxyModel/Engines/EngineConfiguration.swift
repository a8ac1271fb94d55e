internal import PlatformSupport

/// The configuration file of one provider's engine: `configs/<provider>/config.yaml`.
///
/// The file is the user's. Four top-level keys in it are ours, since without them the engine would listen elsewhere, read
/// other providers' credentials or be open to everybody; and these are touched only when they differ.
package struct EngineConfiguration {
    private let settings: ProviderSettings
    private let base: BaseDirectory
    private let directory: ProviderDirectory
    private let apiKey: String

    /// What happened to the file.
    package enum Change: Hashable, Sendable {
        case none
        /// Copied from the template.
        case created
        /// These keys were set.
        case edited([String])
    }

    /// - Parameters:
    ///   - settings: the provider's.
    ///   - base: where everything lies.
    ///   - apiKey: the generated key, which has to be among the engine's; keys of the user's own stay.
    package init(_ settings: ProviderSettings, base: BaseDirectory, apiKey: String) {
        self.settings = settings
        self.base = base
        self.apiKey = apiKey
        directory = base.provider(settings.id)
    }

    /// Makes sure that the file is there, and that host, port, credentials directory and keys are as they have to be.
    ///
    /// - Returns: What had to be done.
    /// - Throws: `EngineConfigurationError` that names the file; then it is as it was.
    @discardableResult
    package func prepare() throws(EngineConfigurationError) -> Change {
        if let old = try read(), try edited(old, file: directory.configuration).keys.isEmpty { return .none }
        let lock = try ConfigurationLock.take(for: directory.configuration)
        defer { _ = lock.descriptor }
        // Whoever had the lock before may have written it since.
        guard let old = try read() else {
            let (text, _) = try edited(try template(), file: base.engineTemplate)
            // Can be made again from the template, so that a first start need not wait for the disk.
            try write(text, durable: false)
            return .created
        }
        let (text, keys) = try edited(old, file: directory.configuration)
        guard keys.isEmpty else {
            try write(text, durable: true)
            return .edited(keys)
        }
        return .none
    }

    // MARK: Files

    private func read() throws(EngineConfigurationError) -> [UInt8]? {
        do throws(SystemError) {
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(directory.path, mode: 0o700)
            try close(directory.path)
            guard let info = try FileSystem.info(directory.configuration) else { return nil }
            if info.kind == .regular { try close(directory.configuration) }
            return try FileSystem.read(directory.configuration, limit: YAMLReader.maximumSize)
        } catch {
            throw .system(error)
        }
    }

    /// Takes all rights away from others: credentials and keys are in there, and a checkout or a user who made it by hand
    /// may have had another umask.
    private func close(_ path: String) throws(SystemError) {
        guard let info = try FileSystem.info(path), info.mode & 0o077 != 0 else { return }
        // Whoever it belongs to instead decides about that; reading will show whether it can be used.
        guard info.userID == CurrentProcess.userID else { return }
        try FileSystem.setMode(path, info.mode & 0o700)
    }

    private func template() throws(EngineConfigurationError) -> [UInt8] {
        do throws(SystemError) {
            return try FileSystem.readIfPresent(base.engineTemplate, limit: YAMLReader.maximumSize)
                ?? Array(EngineTemplate.text.utf8)
        } catch {
            throw .system(error)
        }
    }

    /// By a rename, so that a crash cannot leave half a file.
    ///
    /// cli-proxy-api loses sight of a configuration that is replaced that way, except in its auth-dir, where this one lies.
    private func write(_ text: [UInt8], durable: Bool) throws(EngineConfigurationError) {
        do throws(SystemError) {
            try FileSystem.write(text, atomicallyTo: directory.configuration, mode: 0o600, durable: durable)
        } catch {
            throw .system(error)
        }
    }

    // MARK: Values

    private func edited(
        _ old: [UInt8],
        file: String
    ) throws(EngineConfigurationError) -> (text: [UInt8], keys: [String]) {
        let root: YAMLNode
        do throws(YAMLError) {
            root = try YAMLReader.read(old, file: file)
        } catch {
            throw .unreadable(error)
        }
        guard root.isNull || root.entries != nil else { throw .notAMapping(file: file, found: root.kind) }
        var text = old
        var keys: [String] = []
        let existing = try usersKeys(in: root["api-keys"], file: file)
        for (key, value) in wanted(apiKeys: existing) where root[key]?.tree != value {
            do throws(YAMLEditError) {
                text = try YAMLEditor.setting([key], to: value, in: text, file: file)
            } catch {
                throw .unchangeable(error)
            }
            keys.append(key)
        }
        return (text, keys)
    }

    /// The user's own keys; one that is not in a list counts as well.
    private func usersKeys(in node: YAMLNode?, file: String) throws(EngineConfigurationError) -> [YAMLTree] {
        let items = node?.items ?? [node].compactMap(\.self)
        if let wrong = items.first(where: { $0.scalar == nil }) {
            throw .keysNotAList(file: file, mark: wrong.mark, found: wrong.kind)
        }
        return items.filter { !$0.isNull }.map(\.tree).filter { !Self.isExample($0) }
    }

    private func wanted(apiKeys existing: [YAMLTree]) -> [(key: String, value: YAMLTree)] {
        let mine = YAMLTree.string(apiKey)
        return [
            ("host", .string(settings.host)),
            ("port", .integer(Int(settings.port))),
            // Absolute: the only form that every version of cli-proxy-api watches.
            ("auth-dir", .string(directory.path)),
            ("api-keys", .list(existing.contains(mine) ? existing : existing + [mine])),
        ]
    }

    /// Keys of cli-proxy-api's own template, which everybody knows and which newer versions refuse to serve with.
    private static func isExample(_ key: YAMLTree) -> Bool {
        guard case .scalar(.string(let text)) = key else { return false }
        return text.hasPrefix("your-api-key")
    }
}
