/// A value as it was written, before it is known what it should be.
enum SettingInput: Sendable {
    /// From the file.
    case node(YAMLNode)
    /// From a variable or the command line, where everything is text.
    case text(String)

    /// The value as messages quote it.
    var excerpt: String {
        switch self {
        case .text(let text): "\"\(text.prefix(80))\""
        case .node(let node):
            switch node.content {
            case .scalar(let scalar): scalar.value == .null ? "nothing" : "\"\(scalar.text.prefix(80))\""
            case .sequence, .mapping: node.kind
            }
        }
    }

    /// The text of a value that is text where it was written.
    var string: String? {
        switch self {
        case .text(let text): text
        case .node(let node): if case .string(let text)? = node.value { text } else { nil }
        }
    }

    /// The text of any single value.
    var scalarText: String? {
        switch self {
        case .text(let text): text
        case .node(let node): node.isNull ? nil : node.scalar?.text
        }
    }

    /// An integer; in the file it must not be quoted.
    var integer: Int? {
        switch self {
        case .text(let text): Int(text)
        case .node(let node): if case .integer(let value)? = node.value { value } else { nil }
        }
    }

    /// A truth value; variables are read more generously than the file.
    var boolean: Bool? {
        switch self {
        case .node(let node): if case .boolean(let value)? = node.value { value } else { nil }
        case .text(let text):
            switch text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            default: nil
            }
        }
    }

    /// A list of texts; outside of the file in the form `["a", "b"]`.
    var strings: [String]? {
        switch self {
        case .node(let node):
            guard let items = node.items else { return nil }
            let texts = items.compactMap { SettingInput.node($0).scalarText }
            return texts.count == items.count ? texts : nil
        case .text(let text):
            guard let node = try? YAMLReader.read(Array(text.utf8), file: ""), node.isFlow else { return nil }
            return SettingInput.node(node).strings
        }
    }
}
