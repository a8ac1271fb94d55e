import HTTPTransport
import ProxyModel

/// A mapping of the configuration: hands out typed values, and remembers what nobody asked for.
struct ConfigurationSection {
    let file: String
    let path: String
    let mark: YAMLMark
    private let entries: [YAMLEntry]
    private var asked: Set<String> = []

    /// - Throws: `wrongKind` when the node is neither a mapping nor nothing.
    init(_ node: YAMLNode, path: String, file: String) throws(ConfigurationError) {
        self.file = file
        self.path = path
        mark = node.mark
        if node.isNull {
            entries = []
        } else if let entries = node.entries {
            self.entries = entries
        } else {
            let reason = ConfigurationError.Reason.wrongKind(expected: "a mapping", found: node.kind)
            throw ConfigurationError(file: file, mark: node.mark, key: path.isEmpty ? "the file" : path, reason: reason)
        }
    }

    /// The keys that were never asked for, with their places.
    var unused: [YAMLEntry] { entries.filter { !asked.contains($0.key) } }

    /// The whole name of a key.
    func name(_ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    /// The value of a key; nil when it is absent or null.
    mutating func node(_ key: String) -> YAMLNode? {
        asked.insert(key)
        guard let value = entries.first(where: { $0.key == key })?.value, !value.isNull else { return nil }
        return value
    }

    /// An error about the value of a key.
    func error(_ key: String, at node: YAMLNode?, _ reason: ConfigurationError.Reason) -> ConfigurationError {
        ConfigurationError(file: file, mark: node?.mark ?? mark, key: name(key), reason: reason)
    }

    mutating func boolean(_ key: String) throws(ConfigurationError) -> Bool? {
        guard let node = node(key) else { return nil }
        guard case .boolean(let value) = node.value else {
            throw error(key, at: node, .wrongKind(expected: "true or false", found: node.kind))
        }
        return value
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        guard let node = node(key) else { return nil }
        guard case .integer(let value) = node.value else {
            throw error(key, at: node, .wrongKind(expected: "a whole number", found: node.kind))
        }
        guard range.contains(value) else {
            let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
            throw error(key, at: node, .wrongValue(String(value), expected: expected))
        }
        return value
    }

    /// A text; numbers and truth values count as the text that they are written as.
    mutating func text(_ key: String) throws(ConfigurationError) -> String? {
        guard let node = node(key) else { return nil }
        guard let scalar = node.scalar else {
            throw error(key, at: node, .wrongKind(expected: "text", found: node.kind))
        }
        return scalar.text
    }

    /// A text that `reading` makes something of; `expected` says what it takes.
    mutating func value<Value>(
        _ key: String,
        expected: String,
        isSecret: Bool = false,
        _ reading: (String) -> Value?
    ) throws(ConfigurationError) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = reading(text) else {
            throw error(key, at: node(key), .wrongValue(isSecret ? nil : text, expected: expected))
        }
        return value
    }

    /// How upstreams are reached; nil when the text is empty.
    mutating func proxy(_ key: String) throws(ConfigurationError) -> UpstreamProxy? {
        guard let text = try text(key), !text.isEmpty else { return nil }
        do throws(UpstreamError) {
            return try UpstreamProxy(setting: text)
        } catch {
            // The text may hold a password; the error does not.
            let expected = "the URL of a proxy, or \"direct\": \(error)"
            throw self.error(key, at: node(key), .wrongValue(nil, expected: expected))
        }
    }

    /// A mapping, empty when the key is absent.
    mutating func section(_ key: String) throws(ConfigurationError) -> ConfigurationSection? {
        guard let node = node(key) else { return nil }
        return try ConfigurationSection(node, path: name(key), file: file)
    }

    /// The items of a list, with their names.
    mutating func items(_ key: String) throws(ConfigurationError) -> [(name: String, node: YAMLNode)] {
        guard let node = node(key) else { return [] }
        guard let items = node.items else {
            throw error(key, at: node, .wrongKind(expected: "a list", found: node.kind))
        }
        return items.enumerated().map { ("\(name(key))[\($0.offset)]", $0.element) }
    }

    /// The mappings that a list consists of.
    mutating func sections(_ key: String) throws(ConfigurationError) -> [ConfigurationSection] {
        var sections: [ConfigurationSection] = []
        for item in try items(key) {
            sections.append(try ConfigurationSection(item.node, path: item.name, file: file))
        }
        return sections
    }

    /// A list of texts.
    mutating func texts(_ key: String) throws(ConfigurationError) -> [String] {
        var texts: [String] = []
        for item in try items(key) {
            guard let scalar = item.node.scalar, !item.node.isNull else {
                let reason = ConfigurationError.Reason.wrongKind(expected: "text", found: item.node.kind)
                throw ConfigurationError(file: file, mark: item.node.mark, key: item.name, reason: reason)
            }
            texts.append(scalar.text)
        }
        return texts
    }
}
