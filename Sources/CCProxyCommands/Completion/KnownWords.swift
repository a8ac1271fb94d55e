import CommandParsing
import ProxyModel

/// The words that stand for something in this installation: what completion offers, and messages list.
struct KnownWords {
    let location: BaseLocation
    let environment: [String: String]

    /// The word for Claude Code without a proxy, in the place of a preset.
    static let native = "native"

    /// The words of a kind; none for a kind that does not exist, and whatever is wrong with the files.
    ///
    /// - Parameters:
    ///   - kind: `provider`, `preset`, `account`, `shell`, `setting` or `engine`, as the ``CommandTree`` names them.
    ///   - words: what was typed before, which decides whose accounts are meant.
    /// - Returns: The words, in the order in which they are shown.
    func words(of kind: String, after words: [String]) -> [String] {
        switch kind {
        case "provider": settings.settings.providers.map(\.id.name)
        case "preset": [Self.native] + settings.settings.presets.map(\.name)
        case "account": accounts(after: words)
        case "shell": CompletionShell.allCases.map(\.rawValue)
        case "setting": settingNames
        case "engine": engineVersions
        default: []
        }
    }

    /// The settings, or the defaults where there are none that can be read.
    private var settings: LoadedSettings {
        guard let base = try? location.found.get().base,
            let loaded = try? SettingsLoader.load(base: base, environment: environment)
        else { return LoadedSettings() }
        return loaded
    }

    private func accounts(after words: [String]) -> [String] {
        guard let base = try? location.found.get().base,
            let provider = settings.settings.providers.last(where: { words.contains($0.id.name) })
        else { return [] }
        let directory = CredentialDirectory(base.provider(provider.id), kind: provider.kind)
        let contents = try? directory.read(now: .now)
        return AccountChoice(provider: provider.id, accounts: contents?.accounts ?? []).words
    }

    /// The versions of cli-proxy-api that are kept.
    private var engineVersions: [String] {
        guard let base = try? location.found.get().base, let store = try? EngineStore(base: base) else { return [] }
        return store.versions.map(\.text)
    }

    /// Every setting, and the groups that several of them make.
    private var settingNames: [String] {
        var names: [String] = []
        for entry in settings.entries {
            let parts = entry.key.split(separator: ".")
            for count in 1...parts.count {
                let name = parts.prefix(count).joined(separator: ".")
                if !names.contains(name) { names.append(name) }
            }
        }
        return names
    }
}
