extension YAMLReader {
    /// A quoted scalar (YAML 1.2.2 §7.3.1, §7.3.2); leaves the cursor behind the closing quote.
    ///
    /// Its lines have to be indented deeper than `parentIndent`; it is `nil` in brackets, where they need not be.
    mutating func quoted(parentIndent: Int?) throws(YAMLError) -> YAMLScalar {
        let opening = mark(at: cursor.position)
        let quote = current
        let isDouble = quote == UInt8(ascii: "\"")
        cursor.position += 1
        var text: [UInt8] = []
        // White space before a line break goes away, unless an escape stands for it.
        var kept = 0
        while let byte = current, !isAtDocumentMarker {
            if byte == quote {
                cursor.position += 1
                if isDouble || current != quote {
                    let style: YAMLScalar.Style = isDouble ? .doubleQuoted : .singleQuoted
                    return YAMLScalar(text: String(decoding: text, as: UTF8.self), style: style)
                }
                text.append(byte)
                cursor.position += 1
            } else if isBreak(byte) {
                while text.count > kept, isWhite(text.last) { text.removeLast() }
                let emptyLines = try foldLines(parentIndent)
                text += emptyLines == 0 ? [0x20] : Array(repeating: 0x0A, count: emptyLines)
                kept = text.count
            } else if isDouble, byte == UInt8(ascii: "\\") {
                try escape(into: &text, parentIndent: parentIndent)
                kept = text.count
            } else {
                text.append(byte)
                cursor.position += 1
            }
        }
        throw YAMLError(.unterminatedQuote, file: file, mark: opening)
    }

    /// Passes over a line break, the empty lines after it and the white space that the next line begins with.
    ///
    /// - Returns: The number of empty lines.
    private mutating func foldLines(_ parentIndent: Int?) throws(YAMLError) -> Int {
        skipBreak()
        let emptyLines = skipEmptyLines()
        if let parentIndent, !isAtEnd, !isAtDocumentMarker, cursor.position - cursor.lineStart <= parentIndent {
            throw fault(.quotedIndentation)
        }
        skipWhite()
        return emptyLines
    }

    /// One escape of a double-quoted scalar (YAML 1.2.2 §5.7), the cursor at its backslash.
    private mutating func escape(into text: inout [UInt8], parentIndent: Int?) throws(YAMLError) {
        guard let byte = byte(at: cursor.position + 1) else {
            // The end of the text: the caller sees it and knows where the quote was opened.
            cursor.position += 1
            return
        }
        if isBreak(byte) {
            cursor.position += 1
            let emptyLines = try foldLines(parentIndent)
            text += Array(repeating: 0x0A, count: emptyLines)
            return
        }
        if let digits = Self.escapeLengths[byte] {
            text += try codePoint(digits: digits)
            cursor.position += 2 + digits
            return
        }
        guard let replacement = Self.escapes[byte] else {
            throw fault(.badEscape, detail: escapeText(bytes: 1))
        }
        text += Array(replacement.utf8)
        cursor.position += 2
    }

    private mutating func codePoint(digits: Int) throws(YAMLError) -> [UInt8] {
        let start = cursor.position + 2
        var code: UInt32 = 0
        for offset in start..<start + digits {
            guard let byte = byte(at: offset), let digit = HexDigit.value(of: byte) else {
                throw fault(.badEscape, detail: escapeText(bytes: 1 + digits))
            }
            code = code << 4 | UInt32(digit)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault(.badEscape, detail: escapeText(bytes: 1 + digits)) }
        return Array(String(scalar).utf8)
    }

    /// The escape as it stands there without its backslash, for the message; cut at the end of the line.
    private func escapeText(bytes count: Int) -> String {
        let rest = bytes[(cursor.position + 1)...].prefix(count).prefix { !isBreak($0) && $0 != UInt8(ascii: "\"") }
        // A character of several bytes is shown whole.
        let whole = bytes[rest.endIndex...].prefix { $0 & 0xC0 == 0x80 }
        return String(decoding: rest + whole, as: UTF8.self)
    }

    private static let escapeLengths: [UInt8: Int] = [
        UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
    ]

    private static let escapes: [UInt8: String] = [
        UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
        0x09: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}",
        UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}", 0x20: " ", UInt8(ascii: "\""): "\"",
        UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}",
        UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
    ]
}
