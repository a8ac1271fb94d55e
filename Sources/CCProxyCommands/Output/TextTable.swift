/// Columns of text, each as wide as its widest cell.
struct TextTable {
    /// One cell: what it says, made harmless, and how it is marked.
    struct Cell {
        let text: String
        let mark: TextStyle.Mark?

        init(_ text: String, _ mark: TextStyle.Mark? = nil) {
            self.text = TerminalText.harmless(text)
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
