extension YAMLReader {
    /// Refuses what no YAML text may contain (YAML 1.2.2 §5.1), wherever it stands.
    mutating func checkText() throws(YAMLError) {
        guard bytes.count <= Self.maximumSize else { throw fault(.tooLarge, detail: String(Self.maximumSize)) }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            moveToFirstMalformedByte()
            throw fault(.notUTF8)
        }
        for (offset, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF {
            if byte == 0x0A || byte == 0x09 || byte == 0x0D { continue }
            guard let code = controlCode(at: offset) else { continue }
            move(to: offset)
            throw fault(.controlCharacter, detail: "U+" + HexDigit.text(of: UInt64(code)).suffix(4).uppercased())
        }
    }

    /// The control character or non-character that begins at an offset, `nil` for text.
    private func controlCode(at offset: Int) -> UInt32? {
        let byte = bytes[offset]
        switch byte {
        case 0xC2:
            // C1 controls, but NEL (U+0085).
            guard offset + 1 < bytes.count, bytes[offset + 1] < 0xA0, bytes[offset + 1] != 0x85 else { return nil }
            return UInt32(bytes[offset + 1])
        case 0xEF:
            // A byte order mark in the middle cannot be seen, and would be part of a key.
            if offset > 0, offset + 2 < bytes.count, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF {
                return 0xFEFF
            }
            // U+FFFE and U+FFFF.
            guard offset + 2 < bytes.count, bytes[offset + 1] == 0xBF, bytes[offset + 2] >= 0xBE else { return nil }
            return 0xFFC0 | UInt32(bytes[offset + 2] & 0x3F)
        default:
            return UInt32(byte)
        }
    }

    private mutating func moveToFirstMalformedByte() {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
        move(to: offset)
    }

    /// Goes to an offset counted in lines from the beginning; for errors only, since it walks the text.
    private mutating func move(to offset: Int) {
        cursor = Cursor()
        while cursor.position < offset {
            if isBreak(bytes[cursor.position]) { skipBreak() } else { cursor.position += 1 }
        }
    }
}
