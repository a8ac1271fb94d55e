extension YAMLEditor {
    /// Adds an item to the list that a top-level key holds, behind those that are there; every other byte stays.
    ///
    /// - Parameters:
    ///   - item: What the new item shall mean.
    ///   - key: The list's key; a list that is missing, null or empty begins with the item.
    ///   - bytes: The text.
    ///   - file: The name that errors give.
    /// - Returns: The new text.
    /// - Throws: `YAMLEditError`; `notAList` when something else stands there.
    package static func appending(
        _ item: YAMLTree,
        to key: String,
        in bytes: [UInt8],
        file: String
    ) throws(YAMLEditError) -> [UInt8] {
        var editor = try YAMLEditor(bytes, file: file)
        let node = editor.root[key]
        if let node, !node.isNull, node.items == nil {
            throw .notAList(file: file, mark: node.mark, key: key, found: node.kind)
        }
        guard let list = node, let items = list.items, let last = items.last else {
            return try setting([key], to: .list([item]), in: bytes, file: file)
        }
        let longer = YAMLTree.list(items.map(\.tree) + [item])
        let wanted = editor.root.tree.setting([key][...], to: longer)
        editor.append(item, behind: last, in: list)
        let result = editor.applied()
        if let check = try? YAMLReader.read(result, file: file), check.tree == wanted { return result }
        // A list that nothing can follow, as one that ends in a text whose line breaks count, is written anew.
        return try setting([key], to: longer, in: bytes, file: file)
    }

    private mutating func append(_ item: YAMLTree, behind last: YAMLNode, in list: YAMLNode) {
        guard !list.isFlow else { return insert(", " + YAMLRenderer.flow(item), at: last.range.upperBound) }
        let start = last.range.lowerBound
        // The dash stands on the item's first line, unless the item begins on the line below it.
        let column = bytes[lineStart(of: start)..<start].firstIndex(of: UInt8(ascii: "-")) ?? start
        let indentation = String(repeating: " ", count: max(0, column - lineStart(of: start)))
        let lines = YAMLRenderer.item(item).map { lineBreak + indentation + $0 }
        insert(lines.joined(), at: endOfLine(from: last.range.upperBound))
    }
}
