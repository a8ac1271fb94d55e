/// Sets text in lines of a given width.
enum TextColumns {
    /// One row of a two-column list.
    struct Row {
        /// What is explained.
        let term: String

        /// The explanation.
        let text: String
    }

    /// A paragraph in lines of at most `width` columns; a word that is longer gets a line of its own.
    static func wrap(_ paragraph: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Paragraphs, which blank lines separate in `text`.
    static func paragraphs(_ text: String, width: Int) -> [String] {
        var blocks: [[String]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                blocks.append([])
            } else {
                blocks[blocks.count - 1].append(String(line))
            }
        }
        let wrapped = blocks.filter { !$0.isEmpty }.map { wrap($0.joined(separator: " "), width: width) }
        return Array(wrapped.joined(separator: [""]))
    }

    /// The width of a first column that suits these rows: the longest term that still leaves room for the texts.
    static func termWidth(of rows: [Row], width: Int) -> Int {
        let longest = min(28, max(8, width / 3))
        return rows.map(\.term.count).filter { $0 <= longest }.max() ?? longest
    }

    /// A list with terms to the left and texts to the right; below each other where the width does not suffice.
    static func list(
        _ rows: [Row],
        termWidth: Int,
        width: Int,
        mark: (String) -> String
    ) -> [String] {
        let indent = 2
        let textColumn = width < 40 ? 6 : indent + termWidth + 2
        return rows.flatMap { row -> [String] in
            let texts = wrap(row.text, width: max(16, width - textColumn))
            let head = spaces(indent) + mark(row.term)
            let used = indent + row.term.count
            let margin = spaces(textColumn)
            guard used + 2 <= textColumn, let first = texts.first else { return [head] + texts.map { margin + $0 } }
            return [head + spaces(textColumn - used) + first] + texts.dropFirst().map { margin + $0 }
        }
    }

    /// So many blanks.
    static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }
}
