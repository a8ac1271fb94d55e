extension YAMLReader {
    /// What stands before a value.
    enum Indicator {
        case documentStart, colon, dash
    }

    /// A mapping's key, read together with its colon.
    struct Key {
        let text: String
        let mark: YAMLMark
        let range: Range<Int>
        /// The end of its colon; `nil` in brackets, where the colon is read later or not at all.
        var colonEnd: Int?
    }

    /// The value after `---`, `key:` or `-`, on the same line or below; leaves the cursor at the next line with content.
    ///
    /// - Parameters:
    ///   - indicator: What the cursor stands behind.
    ///   - parentIndent: The column of the collection that the value belongs to; what it contains is deeper.
    /// - Returns: The value, null where there is none.
    /// - Throws: `YAMLError`.
    mutating func value(after indicator: Indicator, parentIndent: Int) throws(YAMLError) -> YAMLNode {
        let end = cursor.position
        let nothing = emptyNode(at: end)
        skipWhite()
        guard let byte = current, !isBreak(byte), !isAtComment else {
            return try valueBelow(indicator, parentIndent: parentIndent) ?? nothing
        }
        let startsItem = byte == UInt8(ascii: "-") && isSeparator(self.byte(at: cursor.position + 1))
        if indicator == .dash {
            indent = cursor.position - cursor.lineStart
            let hasTab = bytes[end..<cursor.position].contains(0x09)
            if hasTab, startsItem || isAtKey() {
                cursor.position = end
                throw fault(.tabIndentation)
            }
            return try blockNode(parentIndent: parentIndent)
        }
        if startsItem { throw fault(.sequenceNotAllowed) }
        return try inlineNode(parentIndent: parentIndent)
    }

    private mutating func valueBelow(
        _ indicator: Indicator,
        parentIndent: Int
    ) throws(YAMLError) -> YAMLNode? {
        try finishLine()
        try nextLine()
        if indent > parentIndent { return try blockNode(parentIndent: parentIndent) }
        // A list may stand at the column of its key (YAML 1.2.2 §8.2.2).
        if indicator == .colon, indent == parentIndent, isAtItem {
            return try blockSequence(mayEndAtKey: true)
        }
        return nil
    }

    /// Whether a list item's dash stands at the cursor.
    var isAtItem: Bool {
        current == UInt8(ascii: "-") && isSeparator(byte(at: cursor.position + 1))
    }

    /// Whether a key with its colon stands at the cursor.
    private mutating func isAtKey() -> Bool {
        let start = cursor
        defer { cursor = start }
        return (try? key()) != nil
    }

    /// The node that begins at the cursor, at column `indent`, where a collection may begin.
    mutating func blockNode(parentIndent: Int) throws(YAMLError) -> YAMLNode {
        if isAtItem { return try blockSequence(mayEndAtKey: false) }
        if let first = try key() { return try blockMapping(first) }
        return try inlineNode(parentIndent: parentIndent)
    }

    /// A list whose first dash is at the cursor.
    ///
    /// `mayEndAtKey` says that it stands at the column of the key that it belongs to, so that another key may follow
    /// at that column.
    private mutating func blockSequence(mayEndAtKey: Bool) throws(YAMLError) -> YAMLNode {
        try descend()
        defer { depth -= 1 }
        let column = indent
        let start = cursor.position
        let mark = mark(at: start)
        var items: [YAMLNode] = []
        repeat {
            cursor.position += 1
            items.append(try value(after: .dash, parentIndent: column))
            if indent > column { throw fault(.badIndentation) }
        } while indent == column && isAtItem
        if indent == column && !mayEndAtKey { throw fault(.mixedCollection) }
        let end = items.last?.range.upperBound ?? start
        return YAMLNode(.sequence(items), mark: mark, range: start..<end)
    }

    private mutating func blockMapping(_ first: Key) throws(YAMLError) -> YAMLNode {
        try descend()
        defer { depth -= 1 }
        let column = indent
        var entries: [YAMLEntry] = []
        var lines: [String: Int] = [:]
        var next: Key? = first
        while let key = next {
            try noteKey(key, in: &lines)
            let value = try value(after: .colon, parentIndent: column)
            entries.append(YAMLEntry(key, value: value))
            if indent > column { throw fault(.badIndentation) }
            next = indent == column ? try nextKey() : nil
        }
        let end = entries.last?.value.range.upperBound ?? first.range.upperBound
        return YAMLNode(.mapping(entries), mark: first.mark, range: first.range.lowerBound..<end)
    }

    private mutating func nextKey() throws(YAMLError) -> Key {
        if isAtItem { throw fault(.mixedCollection) }
        if let key = try key() { return key }
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): throw fault(.missingColon)
        case UInt8(ascii: "["), UInt8(ascii: "{"): throw fault(.complexKey)
        default: throw isPlainStart(inFlow: false) ? fault(.missingColon) : indicatorFault()
        }
    }

    /// Refuses a key that the mapping has already.
    mutating func noteKey(_ key: Key, in lines: inout [String: Int]) throws(YAMLError) {
        guard let line = lines.updateValue(key.mark.line, forKey: key.text) else { return }
        let detail = "\"\(key.text.prefix(64))\" stands on line \(line) already"
        throw YAMLError(.duplicateKey, file: file, mark: key.mark, detail: detail)
    }

    /// The key at the cursor with its colon, which must be followed by a separator; `nil`, and nothing consumed, when
    /// there is none on this line.
    mutating func key() throws(YAMLError) -> Key? {
        let start = cursor
        guard let byte = current else { return nil }
        if isSeparator(self.byte(at: start.position + 1)) {
            if byte == UInt8(ascii: "?") { throw fault(.complexKey) }
            if byte == UInt8(ascii: ":") { throw fault(.missingKey) }
        }
        let mark = mark(at: start.position)
        let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        let text: String
        if isQuoted {
            text = try quoted(parentIndent: nil).text
        } else {
            guard isPlainStart(inFlow: false) else { return nil }
            text = plainSegment(inFlow: false)
        }
        let range = start.position..<cursor.position
        skipWhite()
        guard current == UInt8(ascii: ":"), isSeparator(self.byte(at: cursor.position + 1)) else {
            cursor = start
            return nil
        }
        if cursor.line != start.line || range.count > 1024 {
            cursor = start
            throw fault(.multilineKey)
        }
        if text == "<<" && !isQuoted { throw YAMLError(.mergeKey, file: file, mark: mark) }
        cursor.position += 1
        return Key(text: text, mark: mark, range: range, colonEnd: cursor.position)
    }

    /// The scalar or flow collection at the cursor, to the end of its line; leaves the cursor at the next one.
    private mutating func inlineNode(parentIndent: Int) throws(YAMLError) -> YAMLNode {
        let start = cursor.position
        let mark = mark(at: start)
        let node: YAMLNode
        switch current {
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            let (scalar, end) = try blockScalar(parentIndent: parentIndent)
            return YAMLNode(.scalar(scalar), mark: mark, range: start..<end)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            node = try flowNode()
            skipWhite()
            if current == UInt8(ascii: ":") { throw YAMLError(.complexKey, file: file, mark: mark) }
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let scalar = try quoted(parentIndent: parentIndent)
            node = YAMLNode(.scalar(scalar), mark: mark, range: start..<cursor.position)
            try refuseKey()
        default:
            guard isPlainStart(inFlow: false) else { throw indicatorFault() }
            let (text, end) = try plain(parentIndent: parentIndent)
            node = YAMLNode(.scalar(YAMLScalar(text: text, style: .plain)), mark: mark, range: start..<end)
        }
        try finishLine()
        try nextLine()
        return node
    }

    /// Refuses a colon behind a quoted value: it would be a key where none can be.
    private mutating func refuseKey() throws(YAMLError) {
        let end = cursor
        skipWhite()
        if current == UInt8(ascii: ":"), isSeparator(byte(at: cursor.position + 1)) { throw fault(.mappingNotAllowed) }
        cursor = end
    }

    /// Why no value can begin with the character at the cursor.
    mutating func indicatorFault() -> YAMLError {
        guard let byte = current else { return fault(.unexpectedContent) }
        switch byte {
        case UInt8(ascii: "&"): return fault(.anchor, detail: wordAfterIndicator())
        case UInt8(ascii: "*"): return fault(.alias, detail: wordAfterIndicator())
        case UInt8(ascii: "!"): return fault(.tag, detail: wordAfterIndicator())
        case UInt8(ascii: "?"): return fault(.complexKey)
        case UInt8(ascii: ":"): return fault(.missingKey)
        case UInt8(ascii: "-"): return fault(.sequenceNotAllowed)
        case UInt8(ascii: "#"): return fault(.commentNeedsSpace)
        default: return fault(.reservedCharacter, detail: String(Unicode.Scalar(byte)))
        }
    }
}
