/// Gathers what every place says about settings, and everything that is wrong with it.
struct SettingsCollector {
    /// Weakest first: what comes later counts.
    private(set) var assignments: [SettingAssignment] = []
    private(set) var problems: [SettingsProblem] = []

    mutating func report(_ code: SettingsProblem.Code, _ source: SettingSource, key: String = "", _ message: String) {
        problems.append(SettingsProblem(code: code, source: source, key: key, message: message))
    }

    /// Takes a value for a setting whose name has been found in the table, if the names in it can be names.
    mutating func assign(_ input: SettingInput, to key: SettingKey, _ path: [String], _ source: SettingSource) {
        for (segment, part) in zip(key.pattern.segments, path) {
            guard let objection = segment.objection(to: part) else { continue }
            return report(.invalidName, source, key: path.joined(separator: "."), objection)
        }
        assignments.append(SettingAssignment(path: path, key: key, input: input, source: source))
    }
}

extension SettingsCollector {
    /// Reads the settings file.
    mutating func collect(file bytes: [UInt8], path: String) {
        do throws(YAMLError) {
            let root = try YAMLReader.read(bytes, file: path)
            if !root.isNull { descend(into: root, at: [], file: path) }
        } catch {
            report(.unreadable, .file(path: path, mark: error.mark), error.message)
        }
    }

    private mutating func descend(into node: YAMLNode, at path: [String], file: String) {
        guard let entries = node.entries else {
            // `providers:` with nothing below it sets nothing.
            if node.isNull { return }
            let name = path.isEmpty ? "the file" : path.joined(separator: ".")
            return report(
                .notAMapping,
                .file(path: file, mark: node.mark),
                key: path.joined(separator: "."),
                "\(name) is \(node.kind), where settings are expected. Write \"name: value\" lines below it"
            )
        }
        for entry in entries {
            let path = path + [entry.key]
            if let key = SettingKey.table.first(where: { $0.pattern.matches(path) }) {
                assign(.node(entry.value), to: key, path, .file(path: file, mark: entry.value.mark))
            } else if SettingKey.table.contains(where: { $0.pattern.matches(path, prefix: true) }) {
                descend(into: entry.value, at: path, file: file)
            } else {
                let name = path.joined(separator: ".")
                let source = SettingSource.file(path: file, mark: entry.keyMark)
                report(.unknownKey, source, key: name, SettingNames.unknown(path))
            }
        }
    }
}

extension SettingsCollector {
    /// Takes values that the command line gives under a setting's dotted name.
    mutating func collect(overrides: [SettingOverride]) {
        for override in overrides {
            let path = override.key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let source = SettingSource.commandLine(option: override.option)
            if let key = SettingKey.table.first(where: { $0.pattern.matches(path) }) {
                assign(.text(override.value), to: key, path, source)
            } else {
                report(.unknownKey, source, key: override.key, SettingNames.unknown(path))
            }
        }
    }
}
