internal import PlatformSupport

/// The API keys of a provider that its engine's configuration holds: with these an engine needs no account.
package enum EngineAPIKeys {
    /// The key of `config.yaml` under which a kind of provider has its API keys; nil for one that has none.
    package static func name(for kind: ProviderKind) -> String? {
        switch kind {
        case .claude: "claude-api-key"
        case .codex: "codex-api-key"
        case .gemini: "gemini-api-key"
        case .antigravity: nil
        }
    }

    /// Where requests with a key go when nothing else is asked for; nil where engines know that by themselves.
    ///
    /// cli-proxy-api drops an entry for Codex that names no address.
    package static func defaultAddress(for kind: ProviderKind) -> String? {
        kind == .codex ? "https://api.openai.com/v1" : nil
    }

    /// How many keys there are for a kind of provider; none in a file that cannot be read.
    package static func count(in directory: ProviderDirectory, kind: ProviderKind) -> Int {
        guard let name = name(for: kind),
            let text = try? FileSystem.read(directory.configuration, limit: YAMLReader.maximumSize),
            let root = try? YAMLReader.read(text, file: directory.configuration)
        else { return 0 }
        return root[name]?.items?.count ?? 0
    }

    /// Adds a key, and keeps everything else in the file, comments included; the file is 0600 afterwards.
    ///
    /// - Parameters:
    ///   - key: The provider's key.
    ///   - address: Where requests with it go; nil: the provider's own address.
    ///   - kind: Whose key it is.
    ///   - directory: The directory with the engine's configuration, which has to exist.
    /// - Returns: Whether the file had to be changed: not for a key that is there already.
    /// - Throws: `EngineConfigurationError`; then the file is as it was.
    package static func add(
        _ key: String,
        address: String?,
        kind: ProviderKind,
        in directory: ProviderDirectory
    ) throws(EngineConfigurationError) -> Bool {
        guard let name = name(for: kind) else { return false }
        let file = directory.configuration
        // Somebody sits there and waits, so that a little longer is better than a refusal.
        let lock = try ConfigurationLock.take(for: file, tries: 1000)
        defer { _ = lock.descriptor }
        let old: [UInt8]
        do throws(SystemError) {
            old = try FileSystem.read(file, limit: YAMLReader.maximumSize)
        } catch {
            throw .system(error)
        }
        let entry = entry(key, address: address ?? defaultAddress(for: kind))
        let new: [UInt8]
        do throws(YAMLEditError) {
            if let root = try? YAMLReader.read(old, file: file),
                root[name]?.items?.contains(where: { $0.tree == entry })
                    == true
            {
                return false
            }
            new = try YAMLEditor.appending(entry, to: name, in: old, file: file)
        } catch {
            throw .unchangeable(error)
        }
        do throws(SystemError) {
            try FileSystem.write(new, atomicallyTo: file, mode: 0o600, durable: true)
            return true
        } catch {
            throw .system(error)
        }
    }

    private static func entry(_ key: String, address: String?) -> YAMLTree {
        var members = ["api-key": YAMLTree.string(key)]
        if let address { members["base-url"] = .string(address) }
        return .map(members)
    }
}
