extension SettingsCollector {
    /// Reads the settings among the process's variables.
    mutating func collect(environment: [String: String]) {
        let names = environment.keys.filter(SettingVariable.isSetting).sorted()
        collect(variables: names.map { ($0, environment[$0] ?? "", .environment(name: $0)) })
    }

    /// Reads the settings among the variables of `.env`; its other variables are somebody else's.
    mutating func collect(dotEnvironment bytes: [UInt8], path: String) {
        let (variables, faults) = DotEnvironment.read(bytes)
        for line in faults {
            let source = SettingSource.dotEnvironment(path: path, line: line)
            report(
                .unreadable,
                source,
                "this line is not NAME=value. Write it so, with quotes closed, or put # before it"
            )
        }
        collect(
            variables: variables.filter { SettingVariable.isSetting($0.name) }.map {
                ($0.name, $0.value, .dotEnvironment(path: path, line: $0.line))
            }
        )
    }

    private mutating func collect(variables: [(name: String, value: String, source: SettingSource)]) {
        var seen: [[String]: String] = [:]
        for (name, value, source) in variables {
            let path = SettingVariable.path(of: name)
            guard let key = SettingKey.table.first(where: { $0.pattern.matches(path) }) else {
                report(.unknownKey, source, key: path.joined(separator: "."), unknown(name, path))
                continue
            }
            // Two spellings of one name: nobody could say which counts.
            if let other = seen.updateValue(name, forKey: path), other != name {
                let message = "\(name) and \(other) are the same setting. Remove one of them"
                report(.conflict, source, key: path.joined(separator: "."), message)
                continue
            }
            assign(.text(value), to: key, path, source)
        }
    }

    private func unknown(_ name: String, _ path: [String]) -> String {
        guard let nearest = SettingNames.nearest(to: path) else {
            return "\(name) is not a setting. Remove it, or see `ccproxy config show` for those there are"
        }
        return "\(name) is not a setting. Did you mean \(SettingVariable.name(of: nearest))?"
    }
}
