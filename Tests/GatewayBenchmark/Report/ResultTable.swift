import PlatformSupport

/// Figures of several targets side by side, each with its ratio to a reference.
struct ResultTable {
    let columns: [Figures]

    /// The table on standard output: one row for each measure, one column for each target.
    ///
    /// Behind a proxy's figure stands what it is to the first proxy's: the quotient, or for latencies what is added to
    /// the upstream's own.
    func print() throws {
        let rows = [["", "gateway's budget"] + columns.map(\.name)] + Measure.allCases.compactMap { row($0) }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let cells = row.indices.map { index in
                index == 0 ? row[index].padded(to: widths[index], left: false) : row[index].padded(to: widths[index])
            }
            try Descriptor.writeAll(1, cells.joined(separator: "  ") + "\n")
        }
        try Descriptor.writeAll(1, Self.legend)
    }

    private static let legend = """

        +n: added to the upstream's own figure. ×n: times the figure of the first proxy.
        The proxy runs on one processor, client and upstream share another, where the system can do that.

        """

    private func row(_ measure: Measure) -> [String]? {
        guard columns.contains(where: { $0[measure] != nil }) else { return nil }
        return [measure.rawValue, measure.budget] + columns.indices.map { cell(measure, $0) }
    }

    private func cell(_ measure: Measure, _ index: Int) -> String {
        guard let value = columns[index][measure] else { return "–" }
        guard index > 0 else { return Self.text(value) }
        var text = Self.text(value)
        if measure.isAdded, let floor = columns[0][measure] { text += " (+\(Self.text(value - floor)))" }
        guard index > 1, let reference = columns[1][measure], reference > 0 else { return text }
        return text + " ×\(Self.ratio(value / reference))"
    }

    private static func text(_ value: Double) -> String {
        if value >= 100 { return String(Int(value.rounded())) }
        return ratio(value)
    }

    private static func ratio(_ value: Double) -> String {
        let scale = value < 10 ? 100.0 : 10.0
        return String((value * scale).rounded() / scale)
    }
}

extension String {
    fileprivate func padded(to width: Int, left: Bool = true) -> String {
        let padding = String(repeating: " ", count: max(0, width - count))
        return left ? padding + self : self + padding
    }
}
