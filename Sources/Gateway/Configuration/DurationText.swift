/// Durations as Go writes them, whose syntax is that of the configuration: `1h`, `30m`, `1h30m`, `90s`.
enum DurationText {
    /// The whole seconds that a text means.
    ///
    /// - Returns: nil when it is no duration, or one of more than a hundred years; a number without a unit is none.
    static func seconds(_ text: String) -> Int64? {
        var total = 0.0
        var rest = text[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(number) else { return nil }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            guard let factor = factors[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            total += value * factor
        }
        return total <= 100 * 366 * 86_400 ? Int64(total) : nil
    }

    private static let factors = ["h": 3600.0, "m": 60, "s": 1, "ms": 0.001]
}
