extension YAMLEditor {
    /// Notes the edits that give an entry another value.
    mutating func replaceValue(of entry: YAMLEntry, with value: YAMLTree) {
        let old = entry.value
        let text = YAMLRenderer.flow(value)
        guard let colonEnd = entry.colonEnd else {
            return insert(": " + text, at: entry.keyRange.upperBound)
        }
        if old.range.isEmpty { return insert(" " + text, at: colonEnd) }
        switch old.content {
        case .sequence(let items) where !old.isFlow:
            if case .list(let wanted) = value, replaceItems(items, with: wanted) { return }
            replaceBlock(old, colonEnd: colonEnd, with: text)
        case .mapping where !old.isFlow:
            replaceBlock(old, colonEnd: colonEnd, with: text)
        case .scalar(let scalar) where scalar.style == .literal || scalar.style == .folded:
            replaceBlockScalar(old, with: text)
        default:
            edits.append(Edit(range: old.range, replacement: Array(text.utf8)))
        }
    }

    /// Puts a value behind the colon in the place of a collection that stands on the lines below.
    private mutating func replaceBlock(_ old: YAMLNode, colonEnd: Int, with text: String) {
        insert(" " + text, at: colonEnd)
        let (end, space) = spaceBehind(old)
        edits.append(Edit(range: endOfLineBefore(old.range.lowerBound)..<end, replacement: space))
    }

    /// Where the white space ends that stands behind a collection, and what is to be left of it.
    ///
    /// It comes to stand behind the line before the collection. That may be empty, and no tab may begin a line.
    private func spaceBehind(_ node: YAMLNode) -> (end: Int, rest: [UInt8]) {
        let start = node.range.upperBound
        guard start > lineStart(of: start) else { return (start, []) }
        let end = bytes[start...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
        let isBeforeComment = end < bytes.count && bytes[end] == UInt8(ascii: "#")
        return (end, isBeforeComment ? Array(repeating: 0x20, count: end - start) : [])
    }

    /// Puts a value in the place of the `|` or `>` of a text, and takes away the lines of the text.
    private mutating func replaceBlockScalar(_ old: YAMLNode, with text: String) {
        let indicators = bytes[old.range].prefix { "|>+-0123456789".utf8.contains($0) }
        edits.append(Edit(range: indicators.startIndex..<indicators.endIndex, replacement: Array(text.utf8)))
        let headerEnd = endOfLine(from: indicators.endIndex)
        if headerEnd < old.range.upperBound {
            edits.append(Edit(range: headerEnd..<old.range.upperBound, replacement: []))
        }
    }

    /// Changes a list on lines of its own item by item: items that are not wanted go, new ones follow those that stay.
    ///
    /// - Returns: False, and nothing noted, when that cannot give the wanted list.
    private mutating func replaceItems(_ items: [YAMLNode], with wanted: [YAMLTree]) -> Bool {
        guard items.allSatisfy(isOnOneLine), wanted.allSatisfy({ if case .scalar = $0 { true } else { false } }) else {
            return false
        }
        let keeps = items.map { wanted.contains($0.tree) }
        let kept = zip(items, keeps).filter(\.1).map(\.0)
        let added = Array(wanted.dropFirst(kept.count))
        guard kept.map(\.tree) == Array(wanted.prefix(kept.count)), let anchor = kept.last ?? items.first,
            !wanted.isEmpty
        else { return false }
        var rest = added[...]
        for (item, isKept) in zip(items, keeps) where !isKept {
            if kept.isEmpty, item.range == anchor.range, let first = rest.popFirst() {
                edits.append(Edit(range: item.range, replacement: Array(YAMLRenderer.flow(first).utf8)))
            } else {
                edits.append(
                    Edit(
                        range: lineStart(of: item.range.lowerBound)..<nextLineStart(item.range.upperBound),
                        replacement: []
                    )
                )
            }
        }
        let dash = bytes[lineStart(of: anchor.range.lowerBound)..<anchor.range.lowerBound]
        for item in rest {
            insert(
                lineBreak + String(decoding: dash, as: UTF8.self) + YAMLRenderer.flow(item),
                at: endOfLine(from: anchor.range.upperBound)
            )
        }
        return true
    }

    /// Whether an item is a simple value that has a line to itself, its dash included.
    private func isOnOneLine(_ item: YAMLNode) -> Bool {
        guard let scalar = item.scalar, scalar.style != .literal, scalar.style != .folded, !item.range.isEmpty else {
            return false
        }
        let before = bytes[lineStart(of: item.range.lowerBound)..<item.range.lowerBound]
        // Without the dash the item stands below it: taking away or repeating that line alone would mean something else.
        return before.allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "-") } && before.contains(UInt8(ascii: "-"))
            && !bytes[item.range].contains { $0 == 0x0A || $0 == 0x0D }
    }
}
