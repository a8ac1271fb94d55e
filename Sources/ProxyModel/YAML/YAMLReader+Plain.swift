extension YAMLReader {
    /// Whether a plain scalar can begin at the cursor (YAML 1.2.2 §7.3.3).
    func isPlainStart(inFlow: Bool) -> Bool {
        guard let byte = current, !isSeparator(byte) else { return false }
        switch byte {
        case UInt8(ascii: "-"):
            let next = self.byte(at: cursor.position + 1)
            return !isSeparator(next) && !(inFlow && isFlowIndicator(next))
        case UInt8(ascii: "?"), UInt8(ascii: ":"):
            // In brackets YAML allows these, too, but not every reader does.
            return !inFlow && !isSeparator(self.byte(at: cursor.position + 1))
        default:
            return !"-?:,[]{}#&*!|>'\"%@`".utf8.contains(byte)
        }
    }

    func isFlowIndicator(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return ",[]{}".utf8.contains(byte)
    }

    /// The part of a plain scalar on this line, without white space at its end; leaves the cursor behind it.
    ///
    /// It ends before a colon that is followed by a separator, before a comment, and in brackets before their characters.
    mutating func plainSegment(inFlow: Bool) -> String {
        let start = cursor.position
        var end = start
        while let byte = current, !isBreak(byte) {
            if byte == UInt8(ascii: ":") {
                let next = self.byte(at: cursor.position + 1)
                if isSeparator(next) || (inFlow && isFlowIndicator(next)) { break }
            }
            if inFlow && isFlowIndicator(byte) || isAtComment { break }
            cursor.position += 1
            if !isWhite(byte) { end = cursor.position }
        }
        cursor.position = end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// A plain scalar outside of brackets, over as many lines as are indented deeper than its parent.
    ///
    /// Leaves the cursor behind its last character.
    mutating func plain(parentIndent: Int) throws(YAMLError) -> (text: String, end: Int) {
        var text = plainSegment(inFlow: false)
        try refuseColon()
        while let breaks = try continuation(parentIndent: parentIndent) {
            text += breaks == 0 ? " " : String(repeating: "\n", count: breaks)
            text += plainSegment(inFlow: false)
            try refuseColon()
        }
        return (text, cursor.position)
    }

    /// Goes to the next line of a plain scalar.
    ///
    /// - Returns: The number of empty lines passed over; `nil`, and nothing consumed, when the scalar is over.
    private mutating func continuation(parentIndent: Int) throws(YAMLError) -> Int? {
        let start = cursor
        skipWhite()
        guard isBreak(current) else {
            cursor = start
            return nil
        }
        skipBreak()
        let emptyLines = skipEmptyLines(tabsFrom: parentIndent + 1)
        let indentation = cursor.position - cursor.lineStart
        let isMarker = isAtDocumentMarker
        skipWhite()
        if isAtEnd || isMarker || isAtComment || indentation <= parentIndent {
            cursor = start
            return nil
        }
        return emptyLines
    }

    /// Passes over lines of nothing but white space, and over the spaces that the next line begins with.
    ///
    /// - Parameter column: Where tabs may begin in such a line.
    /// - Returns: How many lines there were.
    mutating func skipEmptyLines(tabsFrom column: Int = 0) -> Int {
        var count = 0
        while true {
            while current == 0x20 { cursor.position += 1 }
            let content = cursor
            if content.position - content.lineStart >= column { skipWhite() }
            guard isBreak(current) else {
                cursor = content
                return count
            }
            skipBreak()
            count += 1
        }
    }

    private mutating func refuseColon() throws(YAMLError) {
        let end = cursor
        skipWhite()
        if current == UInt8(ascii: ":") { throw fault(.mappingNotAllowed) }
        cursor = end
    }

    /// A plain scalar in brackets; leaves the cursor behind its last character.
    mutating func flowPlain() -> String {
        var text = plainSegment(inFlow: true)
        while true {
            let end = cursor
            skipWhite()
            guard isBreak(current) else {
                cursor = end
                return text
            }
            skipBreak()
            let emptyLines = skipEmptyLines()
            skipWhite()
            let isOver = isAtEnd || isAtDocumentMarker || isAtComment || isFlowIndicator(current)
            let isColon =
                current == UInt8(ascii: ":")
                && (isSeparator(byte(at: cursor.position + 1)) || isFlowIndicator(byte(at: cursor.position + 1)))
            if isOver || isColon {
                cursor = end
                return text
            }
            text += emptyLines == 0 ? " " : String(repeating: "\n", count: emptyLines)
            text += plainSegment(inFlow: true)
        }
    }
}
