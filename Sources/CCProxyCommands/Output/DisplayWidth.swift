/// How many columns of a terminal a text takes.
enum DisplayWidth {
    /// Wide characters (Unicode Standard Annex 11: Hangul, kana, CJK, emoji) take two columns, combining ones none.
    static func of(_ text: String) -> Int {
        // Nearly every text is ASCII.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// As much of a line as so many columns show; marks for the terminal take none of them and are kept.
    static func cut(_ line: String, to columns: Int) -> String {
        var result = String.UnicodeScalarView()
        var room = max(0, columns)
        var isInMark = false
        for scalar in line.unicodeScalars {
            if scalar == "\u{1B}" { isInMark = true }
            if isInMark {
                result.append(scalar)
                isInMark = scalar != "m"
                continue
            }
            room -= width(scalar)
            if room >= 0 { result.append(scalar) }
        }
        return String(result)
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // Vowels and finals of decomposed Hangul join the syllable before them.
        if case 0x1160...0x11FF = scalar.value { return 0 }
        if case 0xD7B0...0xD7FF = scalar.value { return 0 }
        return isWide(scalar.value) ? 2 : 1
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
