/// Columns of text, each as wide as its widest cell.
struct TextTable {
    /// One cell: what it says and how it is marked.
    struct Cell {
        let text: String
        let mark: TextStyle.Mark?

        init(_ text: String, _ mark: TextStyle.Mark? = nil) {
            self.text = text
            self.mark = mark
        }
    }

    private var rows: [[Cell]] = []

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, without spaces at their ends.
    func lines(style: TextStyle, gap: Int = 2) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column].text) : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            var owed = 0
            for (column, cell) in row.enumerated() {
                if !cell.text.isEmpty {
                    line += String(repeating: " ", count: owed)
                    line += cell.mark.map { style($0, cell.text) } ?? cell.text
                    owed = 0
                }
                owed += widths[column] - DisplayWidth.of(cell.text) + gap
            }
            return line
        }
    }
}

/// How many columns of a terminal a text takes.
enum DisplayWidth {
    /// Wide characters (Unicode Standard Annex 11: Hangul, kana, CJK, emoji) take two columns, combining ones none.
    static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
