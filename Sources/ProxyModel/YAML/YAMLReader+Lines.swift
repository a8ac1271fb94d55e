extension YAMLReader {
    var isAtEnd: Bool { cursor.position >= bytes.count }

    /// The byte at the cursor, `nil` at the end.
    var current: UInt8? {
        cursor.position < bytes.count ? bytes[cursor.position] : nil
    }

    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < bytes.count ? bytes[offset] : nil
    }

    func isBreak(_ byte: UInt8?) -> Bool {
        byte == 0x0A || byte == 0x0D
    }

    /// A space or a tab.
    func isWhite(_ byte: UInt8?) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    /// White space, a line break or the end.
    func isSeparator(_ byte: UInt8?) -> Bool {
        byte == nil || isWhite(byte) || isBreak(byte)
    }

    mutating func skipWhite() {
        while isWhite(current) { cursor.position += 1 }
    }

    /// Passes over one line break: LF, CRLF or CR.
    mutating func skipBreak() {
        if current == 0x0D, byte(at: cursor.position + 1) == 0x0A { cursor.position += 1 }
        cursor.position += 1
        cursor.line += 1
        cursor.lineStart = cursor.position
    }

    mutating func skipToLineEnd() {
        while let byte = current, !isBreak(byte) { cursor.position += 1 }
    }

    /// Whether a comment begins at the cursor: a `#` at the beginning of a line or after white space.
    var isAtComment: Bool {
        guard current == UInt8(ascii: "#") else { return false }
        return cursor.position == cursor.lineStart || isWhite(byte(at: cursor.position - 1))
    }

    /// Whether `---` or `...` stands at the cursor, at the beginning of a line and followed by a separator.
    func isMarker(_ character: UInt8) -> Bool {
        let start = cursor.position
        guard start == cursor.lineStart, byte(at: start) == character else { return false }
        return byte(at: start + 1) == character && byte(at: start + 2) == character && isSeparator(byte(at: start + 3))
    }

    /// Whether a line at the cursor ends the document.
    var isAtDocumentMarker: Bool {
        isMarker(UInt8(ascii: "-")) || isMarker(UInt8(ascii: "."))
    }

    /// Passes over what may follow a finished value on its line: white space and a comment.
    mutating func finishLine() throws(YAMLError) {
        skipWhite()
        guard let byte = current, !isBreak(byte) else { return }
        guard isAtComment else {
            throw fault(byte == UInt8(ascii: "#") ? .commentNeedsSpace : .unexpectedContent)
        }
        skipToLineEnd()
    }

    /// Goes to the first character of the next line with content, from the end or the beginning of a line.
    ///
    /// Sets `indent` to its column; at the end of the document to -2.
    mutating func nextLine() throws(YAMLError) {
        while !isAtEnd {
            if isBreak(current) {
                skipBreak()
                continue
            }
            while current == 0x20 { cursor.position += 1 }
            let indentation = cursor.position - cursor.lineStart
            // Also before a comment or nothing: the library that cli-proxy-api uses refuses it there, too.
            if current == 0x09 { throw fault(.tabIndentation) }
            if isAtComment { skipToLineEnd() }
            guard let byte = current, !isBreak(byte) else { continue }
            indent = isAtDocumentMarker ? -2 : indentation
            return
        }
        indent = -2
    }

    /// The word after an indicator such as `&`, for messages: at most 32 characters.
    func wordAfterIndicator() -> String {
        let rest = bytes[(cursor.position + 1)...].prefix { !isSeparator($0) }
        return String(String(decoding: rest.prefix(128), as: UTF8.self).prefix(32))
    }
}
