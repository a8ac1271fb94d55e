extension YAMLEditor {
    /// Takes the entry at a path of keys out of its mapping, and leaves every other byte as it is.
    ///
    /// Of the comments those go that stand beside the value or inside of it. A mapping on lines of its own that loses its
    /// last entry leaves its key with nothing below it; one in braces stays, empty.
    ///
    /// - Parameters:
    ///   - path: The keys from the outermost mapping inwards; at least one.
    ///   - bytes: The text.
    ///   - file: The name that errors give.
    /// - Returns: The new text; the old one when there is no such entry.
    /// - Throws: `YAMLEditError`.
    package static func removing(
        _ path: [String],
        in bytes: [UInt8],
        file: String
    ) throws(YAMLEditError) -> [UInt8] {
        let editor = try YAMLEditor(bytes, file: file)
        guard let key = path.last, let mapping = editor.mapping(holding: path), mapping.entry(key) != nil,
            let wanted = editor.root.tree(without: path[...])
        else { return bytes }
        // What stands behind an entry may come to belong to the text before it: then the empty lines go, too.
        for takesEmptyLines in [false, true] {
            var attempt = editor
            attempt.remove(key, from: mapping, takingEmptyLines: takesEmptyLines)
            let result = attempt.applied()
            if let check = try? YAMLReader.read(result, file: file), check.tree == wanted { return result }
        }
        throw .irremovable(file: file, key: path.joined(separator: "."))
    }

    /// The mapping that the last key of a path would be in.
    private func mapping(holding path: [String]) -> YAMLNode? {
        path.dropLast().reduce(root) { node, key in node?[key] }
    }

    private mutating func remove(_ key: String, from mapping: YAMLNode, takingEmptyLines: Bool) {
        guard let entries = mapping.entries, let index = entries.firstIndex(where: { $0.key == key }) else { return }
        if mapping.isFlow { return removeInBraces(entries, at: index) }
        let entry = entries[index]
        // A text that keeps its last line break ends where the next line begins.
        let isAtLineStart = entry.range.upperBound == lineStart(of: entry.range.upperBound)
        var end = isAtLineStart ? entry.range.upperBound : nextLineStart(entry.range.upperBound)
        while takesLine(at: end, ifEmpty: takingEmptyLines) { end = nextLineStart(end) }
        edits.append(Edit(range: lineStart(of: entry.keyRange.lowerBound)..<end, replacement: []))
    }

    private func takesLine(at start: Int, ifEmpty: Bool) -> Bool {
        ifEmpty && start < bytes.count && bytes[start..<endOfLine(from: start)].allSatisfy(Self.isSpace)
    }

    /// Takes an entry out of braces, with one of the commas beside it.
    private mutating func removeInBraces(_ entries: [YAMLEntry], at index: Int) {
        let range = entries[index].range
        let isLast = index == entries.count - 1
        if isLast, index > 0, let comma = comma(from: entries[index - 1].range.upperBound) {
            let isAlone = bytes[(comma + 1)..<range.lowerBound].allSatisfy(Self.isSpace)
            if isAlone { return edits.append(Edit(range: comma..<range.upperBound, replacement: [])) }
            edits.append(Edit(range: comma..<(comma + 1), replacement: []))
        } else if let comma = comma(from: range.upperBound) {
            let next = bytes[(comma + 1)...].firstIndex { !Self.isSpace($0) } ?? bytes.count
            // A comment needs the space before it.
            let isBeforeComment = next < bytes.count && bytes[next] == UInt8(ascii: "#")
            let end = isLast || isBeforeComment ? comma + 1 : next
            if bytes[range.upperBound..<comma].allSatisfy(Self.isSpace) {
                return edits.append(Edit(range: range.lowerBound..<end, replacement: []))
            }
            edits.append(Edit(range: comma..<end, replacement: []))
        }
        edits.append(Edit(range: range, replacement: []))
    }

    /// The comma that ends an entry in braces, behind spaces, line breaks and comments; nil behind the last one.
    private func comma(from offset: Int) -> Int? {
        var place = offset
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: ","): return place
            case UInt8(ascii: "#"): place = endOfLine(from: place)
            case 0x20, 0x09, 0x0A, 0x0D: place += 1
            default: return nil
            }
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension YAMLNode {
    /// What this would mean without the entry at a path; nil where there is none.
    fileprivate func tree(without path: ArraySlice<String>) -> YAMLTree? {
        guard let key = path.first, let entry = entry(key), case .map(var members) = tree else { return nil }
        if path.count > 1 {
            guard let rest = entry.value.tree(without: path.dropFirst()) else { return nil }
            members[key] = rest
        } else {
            members[key] = nil
        }
        return members.isEmpty && !isFlow ? .scalar(.null) : .map(members)
    }
}
