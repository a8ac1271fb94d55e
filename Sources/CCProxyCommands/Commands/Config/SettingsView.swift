import JSON
import ProxyModel

/// Settings as a person, or a script, reads them.
struct SettingsView {
    let entries: [SettingEntry]
    let base: BaseDirectory

    /// A line for each: name, value, source.
    func lines(style: TextStyle) -> [String] {
        var table = TextTable()
        for entry in entries {
            let isStandard = entry.source == .standard
            table.add([.init(entry.key), .init(entry.text, isStandard ? nil : .strong), .init(source(entry), .faint)])
        }
        return table.lines(style: style)
    }

    /// The source as it is short: paths from the base directory on.
    private func source(_ entry: SettingEntry) -> String {
        entry.source.description.replacing("\(base.path)/", with: "", maxReplacements: 1)
    }

    /// `{"settings":[{"name":…,"value":…,"source":…}]}`, with values of their own types.
    func encoded() -> [UInt8] {
        var json = JSONWriter()
        let members = entries.map { entry in
            JSONValue.object([
                JSONMember("name", .string(entry.key)),
                JSONMember("value", entry.value.json),
                JSONMember("source", .string(entry.source.description)),
            ])
        }
        json.value(.object([JSONMember("settings", .array(members))]))
        return json.bytes
    }
}

extension YAMLTree {
    /// The same in JSON; a number that JSON does not have becomes null.
    var json: JSONValue {
        switch self {
        case .scalar(.null): .null
        case .scalar(.boolean(let value)): .boolean(value)
        case .scalar(.integer(let value)): .integer(value)
        case .scalar(.float(let value)): value.isFinite ? .number("\(value)") : .null
        case .scalar(.string(let text)): .string(text)
        case .list(let items): .array(items.map(\.json))
        case .map(let members):
            .object(members.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value.json) })
        }
    }
}
