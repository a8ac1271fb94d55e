import PlatformSupport

/// The budgets, and what was measured.
struct BudgetTable {
    private struct Row {
        let what: String
        let budget: String
        let measured: String
        let isWithin: Bool?
    }

    private var rows: [Row] = []

    /// A figure in milliseconds and its budget; nil for a figure that only stands beside one.
    mutating func add(_ what: String, _ samples: [Double], budget: Double?, unit: String = "ms") {
        let sorted = samples.sorted()
        guard let lowest = sorted.first, let highest = sorted.last else { return }
        let median = sorted[sorted.count / 2]
        let range = sorted.count > 1 ? "  (\(Self.text(lowest))–\(Self.text(highest)), n=\(sorted.count))" : ""
        rows.append(
            Row(
                what: what,
                budget: budget.map { "≤ \(Self.text($0)) \(unit)" } ?? "",
                measured: "\(Self.text(median)) \(unit)\(range)",
                isWithin: budget.map { median <= $0 }
            )
        )
    }

    /// A figure that this system does not tell.
    mutating func addUnknown(_ what: String, budget: String) {
        rows.append(Row(what: what, budget: budget, measured: "not to be measured on this system", isWithin: nil))
    }

    /// A figure against a peer's in the same run.
    mutating func addRatio(_ what: String, _ samples: [Double], to peer: [Double]) {
        let own = samples.sorted()[samples.count / 2]
        let other = peer.sorted()[peer.count / 2]
        rows.append(Row(what: what, budget: "", measured: "\(Self.text(own / other)) ×", isWithin: nil))
    }

    /// The table on standard output.
    func print() {
        let widths = (
            rows.map(\.what.count).max() ?? 0, rows.map(\.budget.count).max() ?? 0
        )
        for row in rows {
            let verdict = row.isWithin.map { $0 ? "  ok" : "  OVER" } ?? ""
            let line =
                row.what.padded(to: widths.0) + "  " + row.budget.padded(to: widths.1) + "  " + row.measured + verdict
            try? Descriptor.writeAll(1, line + "\n")
        }
    }

    private static func text(_ value: Double) -> String {
        let digits = value < 10 ? 100.0 : value < 100 ? 10.0 : 1.0
        let rounded = (value * digits).rounded() / digits
        return digits == 1 ? String(Int(rounded)) : String(rounded)
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
