/// Writes values as YAML that every reader understands alike, also those of YAML 1.1.
enum YAMLRenderer {
    /// A value on one line, collections in brackets; keys of mappings in the order of their names.
    static func flow(_ tree: YAMLTree) -> String {
        switch tree {
        case .scalar(let value): scalar(value)
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .map(let members):
            "{" + sorted(members).map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// An entry on lines of its own, without line breaks; what is below it is indented by two spaces a level.
    static func block(_ key: String, _ tree: YAMLTree) -> [String] {
        switch tree {
        case .map(let members) where !members.isEmpty:
            return ["\(scalar(key)):"] + sorted(members).flatMap { block($0.key, $0.value) }.map { "  " + $0 }
        case .list(let items) where items.contains(where: isMapping):
            return ["\(scalar(key)):"] + items.flatMap { item($0) }.map { "  " + $0 }
        default:
            return ["\(scalar(key)): \(flow(tree))"]
        }
    }

    /// An item of a list on lines of its own, the dash included.
    static func item(_ tree: YAMLTree) -> [String] {
        guard case .map(let members) = tree, !members.isEmpty else { return ["- " + flow(tree)] }
        let lines = sorted(members).flatMap { block($0.key, $0.value) }
        return lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }

    private static func isMapping(_ tree: YAMLTree) -> Bool {
        if case .map(let members) = tree { !members.isEmpty } else { false }
    }

    /// A text as a key or value, in quotes unless it is a plain word.
    static func scalar(_ text: String) -> String {
        isWord(text) || isQuantity(text) ? text : quoted(text)
    }

    private static func sorted(_ members: [String: YAMLTree]) -> [(key: String, value: YAMLTree)] {
        members.sorted { $0.key < $1.key }
    }

    private static func scalar(_ value: YAMLValue) -> String {
        switch value {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .float(let value):
            value.isNaN ? ".nan" : value.isInfinite ? (value < 0 ? "-.inf" : ".inf") : value.description
        case .string(let text): scalar(text)
        }
    }

    /// What needs no quotes in any YAML: letters first, and none of the words that YAML 1.1 takes for truth values.
    private static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        let others = text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "_-./".utf8.contains($0) }
        return others && !reservedWords.contains(text.lowercased())
    }

    /// A number with a unit, such as `90s` or `10MB`: text for every reader.
    private static func isQuantity(_ text: String) -> Bool {
        let unit = text.drop { $0.isASCII && $0.isNumber }
        return unit.count < text.count && units.contains(String(unit))
    }

    private static let units: Set<String> = ["h", "m", "s", "ms", "us", "B", "KB", "MB", "GB", "KiB", "MiB", "GiB"]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static let reservedWords: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..<" ", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
                result += "\\u" + HexDigit.text(of: UInt64(scalar.value)).suffix(4)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
