extension YAMLEditor {
    /// The line break that the text uses: that of its first line.
    var lineBreak: String {
        guard let first = bytes.firstIndex(where: isBreak) else { return "\n" }
        guard bytes[first] == 0x0D else { return "\n" }
        return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? "\r\n" : "\r"
    }

    mutating func insert(_ text: String, at offset: Int) {
        edits.append(Edit(range: offset..<offset, replacement: Array(text.utf8)))
    }

    /// The beginning of the line that an offset lies in, behind a byte order mark.
    func lineStart(of offset: Int) -> Int {
        let start = bytes[..<offset].lastIndex(where: isBreak).map { $0 + 1 } ?? 0
        return start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? min(3, offset) : start
    }

    /// Where the line that an offset lies in ends, before its break.
    func endOfLine(from offset: Int) -> Int {
        bytes[offset...].firstIndex(where: isBreak) ?? bytes.count
    }

    /// Where the line after the one that an offset lies in begins.
    func nextLineStart(_ offset: Int) -> Int {
        let end = endOfLine(from: offset)
        guard end < bytes.count else { return end }
        let isCRLF = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        return end + (isCRLF ? 2 : 1)
    }

    /// Where the line before the one that an offset lies in ends, before its break.
    func endOfLineBefore(_ offset: Int) -> Int {
        let start = lineStart(of: offset)
        guard start > 0, isBreak(bytes[start - 1]) else { return start }
        let isCRLF = start > 1 && bytes[start - 1] == 0x0A && bytes[start - 2] == 0x0D
        return start - (isCRLF ? 2 : 1)
    }

    private func isBreak(_ byte: UInt8) -> Bool {
        byte == 0x0A || byte == 0x0D
    }
}
