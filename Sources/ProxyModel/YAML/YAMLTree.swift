/// What a YAML node means, without its place and style; also what an editor is told to write.
package indirect enum YAMLTree: Hashable, Sendable {
    case scalar(YAMLValue)
    case list([YAMLTree])
    case map([String: YAMLTree])

    /// A text.
    package static func string(_ text: String) -> YAMLTree { .scalar(.string(text)) }

    /// An integer.
    package static func integer(_ value: Int) -> YAMLTree { .scalar(.integer(value)) }

    /// The tree with a value put in at a path of keys; mappings on the way are made where there is nothing.
    ///
    /// `nil` when something else than a mapping is on the way.
    func setting(_ path: ArraySlice<String>, to value: YAMLTree) -> YAMLTree? {
        guard let key = path.first else { return value }
        var members: [String: YAMLTree]
        switch self {
        case .map(let existing): members = existing
        case .scalar(.null): members = [:]
        default: return nil
        }
        guard let member = (members[key] ?? .scalar(.null)).setting(path.dropFirst(), to: value) else { return nil }
        members[key] = member
        return .map(members)
    }
}

extension YAMLNode {
    /// What this node means.
    package var tree: YAMLTree {
        switch content {
        case .scalar(let scalar): .scalar(scalar.value)
        case .sequence(let items): .list(items.map(\.tree))
        case .mapping(let entries):
            .map(Dictionary(entries.map { ($0.key, $0.value.tree) }) { first, _ in first })
        }
    }

    /// Whether both mean the same, however they are written; the order of a mapping's entries means nothing.
    package func hasSameMeaning(as other: YAMLNode) -> Bool { tree == other.tree }
}
