extension LoadedSettings {
    /// Every setting with its value and source: providers first, then presets, then the rest.
    package var entries: [SettingEntry] {
        let providers = settings.providers.flatMap { entries(ofKeysUnder: "providers", names: [$0.id.name]) }
        let presets = settings.presets.flatMap { preset in
            SettingKey.table.filter { $0.pattern.segments[0] == .word("presets") }.flatMap { key in
                key.pattern.segments.last == .variable
                    ? preset.environment.keys.sorted().compactMap { entry(key, names: [preset.name, $0]) }
                    : [entry(key, names: [preset.name])].compactMap(\.self)
            }
        }
        let general = SettingKey.table.filter { $0.pattern.names(in: $0.pattern.segments.map(\.description)).isEmpty }
        return providers + presets + general.compactMap { entry($0, names: []) }
    }

    /// The settings of a name: itself, or everything below it; all of them for the empty name.
    ///
    /// - Throws: `SettingsError` with the nearest valid name when there is no such setting.
    package func entries(named name: String) throws(SettingsError) -> [SettingEntry] {
        let all = entries
        let found = name.isEmpty ? all : all.filter { $0.key == name || $0.key.hasPrefix(name + ".") }
        if !found.isEmpty { return found }
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let message = nearestEntry(to: path, in: all) ?? SettingNames.unknown(path)
        throw SettingsError([SettingsProblem(code: .unknownKey, source: .standard, key: name, message: message)])
    }

    /// For a name whose words are right and whose provider, preset or variable does not exist.
    private func nearestEntry(to path: [String], in all: [SettingEntry]) -> String? {
        guard path.count > 1, path[0] == "providers" || path[0] == "presets" else { return nil }
        let names = path[0] == "providers" ? settings.providers.map(\.id.name) : settings.presets.map(\.name)
        guard !names.contains(path[1]) else { return nil }
        let hint = NearestWord.find(path[1], in: names).map { "Did you mean \(path[0]).\($0)?" }
        return "\(path[0]).\(path[1]) is not set. \(hint ?? "There are \(names.joined(separator: ", "))")"
    }

    private func entries(ofKeysUnder word: String, names: [String]) -> [SettingEntry] {
        SettingKey.table.filter { $0.pattern.segments[0] == .word(word) }.compactMap { entry($0, names: names) }
    }

    private func entry(_ key: SettingKey, names: [String]) -> SettingEntry? {
        guard let value = key.value(settings, names) else { return nil }
        var rest = names[...]
        let name = key.pattern.segments.map { segment in
            if case .word(let word) = segment { word } else { rest.popFirst() ?? "" }
        }.joined(separator: ".")
        return SettingEntry(key: name, value: value, source: source(of: name), summary: key.summary)
    }
}
