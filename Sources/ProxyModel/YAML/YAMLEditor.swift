/// Sets single values in a YAML text and leaves every other byte as it is: comments, order, styles, line breaks.
///
/// A change is a list of small replacements found by reading the text; the result is read again, and has to mean the
/// old text with exactly that value changed. A value that means what it should already is not touched at all.
package struct YAMLEditor {
    let bytes: [UInt8]
    let root: YAMLNode
    let file: String
    var edits: [Edit] = []

    /// A replacement of some bytes.
    struct Edit {
        let range: Range<Int>
        let replacement: [UInt8]
    }

    init(_ bytes: [UInt8], file: String) throws(YAMLEditError) {
        do throws(YAMLError) {
            root = try YAMLReader.read(bytes, file: file)
        } catch {
            throw .unreadable(error)
        }
        self.bytes = bytes
        self.file = file
    }

    /// Sets the value at a path of keys from the root; keys that are missing are added after their neighbours.
    ///
    /// Comments inside of a collection that is replaced as a whole go with it. Lists of simple values are changed item
    /// by item, so that comments beside items that stay are kept.
    ///
    /// - Parameters:
    ///   - path: The keys from the outermost mapping inwards; at least one.
    ///   - value: What the value shall mean.
    ///   - bytes: The text.
    ///   - file: The name that errors give.
    /// - Returns: The new text; the old one when it means that already.
    /// - Throws: `YAMLEditError`.
    package static func setting(
        _ path: [String],
        to value: YAMLTree,
        in bytes: [UInt8],
        file: String
    ) throws(YAMLEditError) -> [UInt8] {
        var editor = try YAMLEditor(bytes, file: file)
        let name = path.joined(separator: ".")
        guard let wanted = editor.root.tree.setting(path[...], to: value) else {
            throw editor.obstacle(path)
        }
        if wanted == editor.root.tree { return bytes }
        editor.set(path[...], to: value, in: editor.root)
        let result = editor.applied()
        guard let check = try? YAMLReader.read(result, file: file), check.tree == wanted else {
            throw .unverified(file: file, key: name)
        }
        return result
    }

    private func obstacle(_ path: [String]) -> YAMLEditError {
        var node = root
        var passed: [String] = []
        for key in path {
            guard let next = node[key] else { break }
            passed.append(key)
            node = next
        }
        let key = passed.isEmpty ? "the document" : passed.joined(separator: ".")
        return .notAMapping(file: file, mark: node.mark, key: key, found: node.kind)
    }

    /// Notes the edits for a path below a mapping, or below the null document.
    private mutating func set(_ path: ArraySlice<String>, to value: YAMLTree, in mapping: YAMLNode) {
        guard let key = path.first else { return }
        let rest = path.dropFirst()
        guard let entries = mapping.entries else { return appendToEmptyDocument(key, Self.nested(rest, value)) }
        guard let entry = mapping.entry(key) else {
            return insert(key, Self.nested(rest, value), into: mapping, entries)
        }
        if rest.isEmpty {
            replaceValue(of: entry, with: value)
        } else if entry.value.entries != nil {
            set(rest, to: value, in: entry.value)
        } else if mapping.isFlow || !entry.value.range.isEmpty {
            replaceValue(of: entry, with: Self.nested(rest, value))
        } else {
            insertBelow(entry, Self.nested(rest, value))
        }
    }

    private static func nested(_ path: ArraySlice<String>, _ value: YAMLTree) -> YAMLTree {
        path.reversed().reduce(value) { .map([$1: $0]) }
    }

    /// The text with every edit made.
    func applied() -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        // Insertions at the same place keep the order in which they were noted: the sort is stable.
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += bytes[position..<max(position, edit.range.lowerBound)]
            result += edit.replacement
            position = max(position, edit.range.upperBound)
        }
        return result + bytes[position...]
    }
}
