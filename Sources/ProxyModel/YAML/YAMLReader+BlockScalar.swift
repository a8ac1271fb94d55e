extension YAMLReader {
    /// What is done with the line breaks at the end of a literal or folded scalar (YAML 1.2.2 §8.1.1.2).
    private enum Chomping {
        case clip, strip, keep
    }

    /// A literal or folded scalar, the cursor at its `|` or `>`; leaves the cursor at the next line with content.
    ///
    /// - Returns: The scalar, and where its bytes end: before the last line break that belongs to it.
    mutating func blockScalar(parentIndent: Int) throws(YAMLError) -> (YAMLScalar, end: Int) {
        let style: YAMLScalar.Style = current == UInt8(ascii: "|") ? .literal : .folded
        cursor.position += 1
        let (chomping, increment) = try blockScalarHeader()
        let headerEnd = cursor.position
        try finishBlockScalarHeader()
        let contentIndent =
            // A text that is the whole document is indented as well, though YAML would not require it.
            if let increment { max(parentIndent, 0) + increment } else { try detectedIndent(max(parentIndent, 0)) }
        var lines = BlockLines(isLiteral: style == .literal, end: headerEnd)
        while !isAtEnd {
            if skipEmptyBlockLine(contentIndent) {
                lines.addEmpty(end: endBeforeBreak)
            } else if isBlockLine(contentIndent) {
                let start = cursor.position
                skipToLineEnd()
                lines.add(bytes[start..<cursor.position], end: cursor.position, isEnded: isBreak(current))
                if isBreak(current) { skipBreak() }
            } else {
                cursor.position = cursor.lineStart
                break
            }
        }
        try nextLine()
        let text =
            switch chomping {
            case .strip: lines.text
            case .clip: lines.text + lines.lastBreak
            case .keep: lines.text + lines.lastBreak + lines.trailingBreaks
            }
        let end = chomping == .keep ? lines.endOfEmptyLines : lines.end
        return (YAMLScalar(text: String(decoding: text, as: UTF8.self), style: style), end)
    }

    /// The indicators behind `|` or `>`, each at most once, in either order.
    private mutating func blockScalarHeader() throws(YAMLError) -> (Chomping, increment: Int?) {
        var chomping: Chomping?
        var increment: Int?
        while let byte = current {
            switch byte {
            case UInt8(ascii: "+") where chomping == nil: chomping = .keep
            case UInt8(ascii: "-") where chomping == nil: chomping = .strip
            case UInt8(ascii: "1")...UInt8(ascii: "9") where increment == nil:
                increment = Int(byte - UInt8(ascii: "0"))
            default: return (chomping ?? .clip, increment)
            }
            cursor.position += 1
        }
        return (chomping ?? .clip, increment)
    }

    private mutating func finishBlockScalarHeader() throws(YAMLError) {
        let isSeparated = isWhite(current)
        skipWhite()
        if isSeparated && isAtComment { skipToLineEnd() }
        guard let byte = current else { return }
        guard isBreak(byte) else { throw fault(.blockScalarHeader) }
        skipBreak()
    }

    /// The indentation of the first line with content, which all others are measured by (YAML 1.2.2 §8.1.1.1).
    ///
    /// Without one it is that of the longest empty line; nothing is consumed.
    private mutating func detectedIndent(_ parentIndent: Int) throws(YAMLError) -> Int {
        let start = cursor
        defer { cursor = start }
        var longest: (indent: Int, place: Cursor) = (0, start)
        while !isAtEnd {
            while current == 0x20 { cursor.position += 1 }
            let indent = cursor.position - cursor.lineStart
            if isBreak(current) || isAtEnd {
                if indent > longest.indent { longest = (indent, cursor) }
                if !isAtEnd { skipBreak() }
                continue
            }
            if current == 0x09 { throw fault(.tabIndentation) }
            if indent <= parentIndent { break }
            if longest.indent > indent {
                cursor = longest.place
                throw fault(.blockScalarIndentation)
            }
            return indent
        }
        return max(longest.indent, parentIndent + 1)
    }

    /// Passes over a line with at most so many spaces and nothing else.
    private mutating func skipEmptyBlockLine(_ contentIndent: Int) -> Bool {
        let start = cursor
        while current == 0x20, cursor.position - cursor.lineStart < contentIndent { cursor.position += 1 }
        guard isBreak(current) else {
            cursor = start
            return false
        }
        skipBreak()
        return true
    }

    /// Passes over the indentation of a line with content; false, with the line begun, when the scalar is over.
    private mutating func isBlockLine(_ contentIndent: Int) -> Bool {
        while current == 0x20, cursor.position - cursor.lineStart < contentIndent { cursor.position += 1 }
        return !isAtEnd && cursor.position - cursor.lineStart == contentIndent
    }

    /// Where the line before this one ends, without its break.
    private var endBeforeBreak: Int {
        let isCRLF = byte(at: cursor.position - 1) == 0x0A && byte(at: cursor.position - 2) == 0x0D
        return cursor.position - (isCRLF ? 2 : 1)
    }
}

/// The lines of a block scalar put together, folded if need be (YAML 1.2.2 §8.1.3).
private struct BlockLines {
    let isLiteral: Bool
    /// Without the break after the last line with content and the empty lines after that.
    var text: [UInt8] = []
    var trailingBreaks: [UInt8] = []
    var lastBreak: [UInt8] = []
    var end: Int
    var endOfEmptyLines: Int
    private var isFirst = true
    private var previousIsSpaced = false

    init(isLiteral: Bool, end: Int) {
        self.isLiteral = isLiteral
        self.end = end
        endOfEmptyLines = end
    }

    mutating func addEmpty(end: Int) {
        trailingBreaks.append(0x0A)
        endOfEmptyLines = end
    }

    mutating func add(_ line: ArraySlice<UInt8>, end: Int, isEnded: Bool) {
        // Lines that begin with white space stay apart, also in folded text.
        let isSpaced = line.first == 0x20 || line.first == 0x09
        let folds = !isLiteral && !previousIsSpaced && !isSpaced
        if folds {
            if !isFirst && trailingBreaks.isEmpty { text.append(0x20) }
        } else {
            text += lastBreak
        }
        text += trailingBreaks
        text += line
        trailingBreaks = []
        lastBreak = isEnded ? [0x0A] : []
        self.end = end
        endOfEmptyLines = end
        isFirst = false
        previousIsSpaced = isSpaced
    }
}
