package import PlatformSupport

/// An engine's configuration file: made from the template, and kept right in the four keys that are ours.
///
/// Everything else in the file belongs to the user and to the engine, which rewrites it itself now and then.
package struct EngineConfiguration: Equatable, Sendable {
    /// The file's absolute path, for the engine's `-config`.
    package let path: String
    /// Whether it had to be made or changed.
    package let isChanged: Bool

    /// Keys that cli-proxy-api's own template has as examples; with one of them it refuses to serve.
    private static let exampleKeyPrefix = "your-api-key-"

    /// Makes the provider's directory and configuration ready for its engine.
    ///
    /// Nothing is written when nothing differs: the running engine watches the file.
    ///
    /// - Parameters:
    ///   - provider: The provider's settings.
    ///   - base: The base directory.
    ///   - apiKey: The provider's generated key; the user's own keys stay beside it.
    /// - Returns: The file.
    /// - Throws: `EngineConfigurationError`; then the old file is as it was.
    package static func prepare(
        _ provider: ProviderSettings,
        in base: BaseDirectory,
        apiKey: String
    ) throws(EngineConfigurationError) -> EngineConfiguration {
        let directory = base.provider(provider.id)
        let path = directory.configuration
        let old = try read(path, base, directory)
        let start = if let old { old } else { try template(base) }
        let new = try enforcing(provider, authDirectory: directory.path, apiKey: apiKey, in: start, file: path)
        if new != old {
            do throws(SystemError) {
                // cli-proxy-api loses its watch on a file that is replaced by renaming, unless the file lies in
                // auth-dir: that it watches as a directory. It does, since auth-dir is this directory.
                try FileSystem.write(new, atomicallyTo: path, mode: 0o600, durable: true)
            } catch {
                throw .unwritable(path: path, cause: error)
            }
            return EngineConfiguration(path: path, isChanged: true)
        }
        try restrictMode(path)
        return EngineConfiguration(path: path, isChanged: false)
    }

    private static func read(
        _ path: String,
        _ base: BaseDirectory,
        _ directory: ProviderDirectory
    ) throws(EngineConfigurationError) -> [UInt8]? {
        do throws(SystemError) {
            if let bytes = try FileSystem.readIfPresent(path, limit: YAMLReader.maximumSize) { return bytes }
        } catch {
            throw .unreadable(path: path, cause: error)
        }
        do throws(SystemError) {
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            try FileSystem.createDirectory(directory.path, mode: 0o700)
        } catch {
            throw .unwritable(path: directory.path, cause: error)
        }
        return nil
    }

    /// The template's text; the built-in one where the base directory has none.
    private static func template(_ base: BaseDirectory) throws(EngineConfigurationError) -> [UInt8] {
        do throws(SystemError) {
            let own = try FileSystem.readIfPresent(base.engineTemplate, limit: YAMLReader.maximumSize)
            return own ?? Array(EngineTemplate.text.utf8)
        } catch {
            throw .unreadable(path: base.engineTemplate, cause: error)
        }
    }

    /// A copy with group and other permissions is closed: there is a key in it.
    private static func restrictMode(_ path: String) throws(EngineConfigurationError) {
        do throws(SystemError) {
            guard let info = try FileSystem.info(path), info.mode & 0o077 != 0 else { return }
            try FileSystem.setMode(path, 0o600)
        } catch {
            throw .unwritable(path: path, cause: error)
        }
    }

    /// The text with our four keys set, and every other byte as it was.
    static func enforcing(
        _ provider: ProviderSettings,
        authDirectory: String,
        apiKey: String,
        in text: [UInt8],
        file: String
    ) throws(EngineConfigurationError) -> [UInt8] {
        do throws(YAMLEditError) {
            var text = text
            let root: YAMLNode
            do throws(YAMLError) {
                root = try YAMLReader.read(text, file: file)
            } catch {
                throw YAMLEditError.unreadable(error)
            }
            let values: [(String, YAMLTree)] = [
                ("host", .string(provider.host)),
                ("port", .integer(Int(provider.port))),
                // Absolute: older releases do not watch a relative one, and take it from the working directory.
                ("auth-dir", .string(authDirectory)),
                ("api-keys", .list(keys(in: root["api-keys"], adding: apiKey).map { .string($0) })),
            ]
            for (key, value) in values { text = try YAMLEditor.setting([key], to: value, in: text, file: file) }
            return text
        } catch {
            throw .invalid(error)
        }
    }

    /// The user's keys and ours.
    private static func keys(in node: YAMLNode?, adding apiKey: String) -> [String] {
        let items = node?.items ?? [node].compactMap(\.self)
        let users = items.compactMap { $0.isNull ? nil : $0.scalar?.text }.filter { !$0.hasPrefix(exampleKeyPrefix) }
        return users.contains(apiKey) ? users : users + [apiKey]
    }
}
