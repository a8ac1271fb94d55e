extension YAMLReader {
    /// The node at the cursor, in brackets or beginning them; leaves the cursor behind it.
    mutating func flowNode() throws(YAMLError) -> YAMLNode {
        let start = cursor.position
        let mark = mark(at: start)
        switch current {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            try descend()
            defer { depth -= 1 }
            let isSequence = current == UInt8(ascii: "[")
            cursor.position += 1
            let content: YAMLNode.Content =
                isSequence ? .sequence(try flowItems(mark)) : .mapping(try flowEntries(mark))
            return YAMLNode(content, mark: mark, range: start..<cursor.position, isFlow: true)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let scalar = try quoted(parentIndent: nil)
            return YAMLNode(.scalar(scalar), mark: mark, range: start..<cursor.position)
        default:
            guard isPlainStart(inFlow: true) else { throw indicatorFault() }
            let scalar = YAMLScalar(text: flowPlain(), style: .plain)
            return YAMLNode(.scalar(scalar), mark: mark, range: start..<cursor.position)
        }
    }

    private mutating func flowItems(_ opening: YAMLMark) throws(YAMLError) -> [YAMLNode] {
        var items: [YAMLNode] = []
        while true {
            try skipFlowSpace("[", opening)
            if current == UInt8(ascii: ",") { throw fault(.emptyFlowEntry) }
            if current != UInt8(ascii: "]") {
                if current == UInt8(ascii: "?"), isSeparator(byte(at: cursor.position + 1)) { throw fault(.complexKey) }
                let line = cursor.line
                items.append(try flowNode())
                try skipFlowSpace("[", opening)
                // A key on another line than the item's first is more likely to follow a bracket that is missing.
                if current == UInt8(ascii: ":"), cursor.line == line { throw fault(.pairInSequence) }
            }
            if try isFlowEnd(UInt8(ascii: "]"), opening: "list that is opened on line \(opening.line)") { return items }
        }
    }

    private mutating func flowEntries(_ opening: YAMLMark) throws(YAMLError) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        var lines: [String: Int] = [:]
        while true {
            try skipFlowSpace("{", opening)
            if current == UInt8(ascii: ",") { throw fault(.emptyFlowEntry) }
            if current != UInt8(ascii: "}") {
                let key = try flowKey()
                try noteKey(key, in: &lines)
                entries.append(try flowEntry(key, opening))
            }
            let end = try isFlowEnd(UInt8(ascii: "}"), opening: "mapping that is opened on line \(opening.line)")
            if end { return entries }
        }
    }

    private mutating func flowKey() throws(YAMLError) -> Key {
        let start = cursor
        let mark = mark(at: start.position)
        switch current {
        case UInt8(ascii: "["), UInt8(ascii: "{"): throw fault(.complexKey)
        case UInt8(ascii: "?") where isSeparator(byte(at: start.position + 1)): throw fault(.complexKey)
        default: break
        }
        let node = try flowNode()
        guard cursor.line == start.line, node.range.count <= 1024 else {
            throw YAMLError(.multilineKey, file: file, mark: mark)
        }
        if node.scalar == YAMLScalar(text: "<<", style: .plain) { throw YAMLError(.mergeKey, file: file, mark: mark) }
        return Key(text: node.scalar?.text ?? "", mark: mark, range: node.range)
    }

    private mutating func flowEntry(_ key: Key, _ opening: YAMLMark) throws(YAMLError) -> YAMLEntry {
        let keyEnd = cursor
        try skipFlowSpace("{", opening)
        guard current == UInt8(ascii: ":") else {
            let place = cursor
            cursor = keyEnd
            let nothing = emptyNode(at: key.range.upperBound)
            cursor = place
            return YAMLEntry(key, value: nothing)
        }
        guard cursor.line == keyEnd.line else { throw YAMLError(.multilineKey, file: file, mark: key.mark) }
        cursor.position += 1
        let isQuoted = "\"'".utf8.contains(bytes[key.range.lowerBound])
        // Some readers take such a colon for a part of the key.
        guard isQuoted || isSeparator(current) else { throw fault(.missingColon) }
        var key = key
        key.colonEnd = cursor.position
        let nothing = emptyNode(at: cursor.position)
        try skipFlowSpace("{", opening)
        let isEmpty = current == UInt8(ascii: ",") || current == UInt8(ascii: "}")
        let value = isEmpty ? nothing : try flowNode()
        if !isEmpty {
            let line = value.mark.line
            try skipFlowSpace("{", opening)
            if current == UInt8(ascii: ":"), cursor.line == line { throw fault(.mappingNotAllowed) }
        }
        return YAMLEntry(key, value: value)
    }

    /// Consumes what follows an item: the closing bracket (true) or a comma (false).
    private mutating func isFlowEnd(_ bracket: UInt8, opening: String) throws(YAMLError) -> Bool {
        guard let byte = current, byte == bracket || byte == UInt8(ascii: ",") else {
            throw fault(.missingComma, detail: opening)
        }
        cursor.position += 1
        return byte == bracket
    }

    /// Passes over white space, line breaks and comments in brackets.
    private mutating func skipFlowSpace(_ bracket: String, _ opening: YAMLMark) throws(YAMLError) {
        while true {
            skipWhite()
            if isAtComment { skipToLineEnd() }
            guard isBreak(current) else { break }
            skipBreak()
        }
        if isAtEnd || isAtDocumentMarker {
            throw YAMLError(.unterminatedFlow, file: file, mark: opening, detail: bracket)
        }
    }
}
