/// One node of a YAML document, with its place in the text.
package struct YAMLNode: Sendable {
    /// What a node can be.
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// Entries in the order of the text, no key twice.
        case mapping([YAMLEntry])
    }

    package let content: Content
    /// Where its first character stands; for a value that is not there, where it would.
    package let mark: YAMLMark
    /// Its bytes in the text, without the line break after it; empty for a value that is not there.
    package let range: Range<Int>
    /// Whether it is a collection in brackets (YAML 1.2.2 §7.4).
    package let isFlow: Bool

    init(_ content: Content, mark: YAMLMark, range: Range<Int>, isFlow: Bool = false) {
        self.content = content
        self.mark = mark
        self.range = range
        self.isFlow = isFlow
    }
}

extension YAMLNode {
    /// The scalar, `nil` for collections.
    package var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// What the scalar means, `nil` for collections.
    package var value: YAMLValue? { scalar?.value }

    /// The items of a sequence, `nil` for everything else.
    package var items: [YAMLNode]? {
        guard case .sequence(let items) = content else { return nil }
        return items
    }

    /// The entries of a mapping, `nil` for everything else.
    package var entries: [YAMLEntry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// Whether it is the null value, written or left out.
    package var isNull: Bool { value == .null }

    /// The entry of a mapping with that key.
    package func entry(_ key: String) -> YAMLEntry? {
        entries?.first { $0.key == key }
    }

    /// The value of a mapping's entry with that key.
    package subscript(key: String) -> YAMLNode? {
        entry(key)?.value
    }

    /// The kind of node, for messages.
    package var kind: String {
        switch content {
        case .scalar(let scalar): scalar.value.kind
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
