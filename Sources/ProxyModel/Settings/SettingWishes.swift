/// What `config set` is asked to set, checked one by one and in the form that the file has.
struct SettingWishes {
    private(set) var values: [(path: [String], value: YAMLTree)] = []
    private(set) var problems: [SettingsProblem] = []

    /// Takes a dotted name and a value, or the name of a group and a mapping in braces.
    mutating func add(_ name: String, _ value: String) {
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if SettingKey.table.contains(where: { $0.pattern.matches(path, prefix: true) }) {
            do throws(YAMLError) {
                let node = try YAMLReader.read(Array(value.utf8), file: name)
                guard node.entries != nil else {
                    let message =
                        "\(name) is a group of settings. Give a value such as {name: value}, or a name below it"
                    return report(.notAMapping, path, message)
                }
                descend(into: node, at: path)
            } catch {
                report(.unreadable, path, error.message)
            }
        } else {
            set(path, .text(value))
        }
    }

    private mutating func descend(into node: YAMLNode, at path: [String]) {
        for entry in node.entries ?? [] {
            let path = path + [entry.key]
            if SettingKey.table.contains(where: { $0.pattern.matches(path, prefix: true) }), entry.value.entries != nil
            {
                descend(into: entry.value, at: path)
            } else {
                set(path, .node(entry.value))
            }
        }
    }

    private mutating func set(_ path: [String], _ input: SettingInput) {
        guard let key = SettingKey.table.first(where: { $0.pattern.matches(path) }) else {
            return report(.unknownKey, path, SettingNames.unknown(path))
        }
        for (segment, part) in zip(key.pattern.segments, path) {
            if let objection = segment.objection(to: part) { return report(.invalidName, path, objection) }
        }
        let names = key.pattern.names(in: path)
        var scratch = Self.settings(with: names)
        guard key.assign(input, names, &scratch), let value = key.value(scratch, names) else {
            let name = path.joined(separator: ".")
            return report(.wrongValue, path, "\(name) cannot be \(input.excerpt). It has to be \(key.expectation)")
        }
        values.append((path, value))
    }

    /// Settings in which a provider and a preset of that name exist, to try a value on.
    private static func settings(with names: [String]) -> Settings {
        var settings = Settings()
        guard let name = names.first, let id = ProviderID(name) else { return settings }
        settings.providers = [ProviderSettings(id: id, kind: .codex, port: 0)]
        settings.presets = [Preset(name: name, provider: .codex, opus: "", sonnet: "", haiku: "")]
        return settings
    }

    private mutating func report(_ code: SettingsProblem.Code, _ path: [String], _ message: String) {
        let key = path.joined(separator: ".")
        problems.append(SettingsProblem(code: code, source: .standard, key: key, message: message))
    }
}
