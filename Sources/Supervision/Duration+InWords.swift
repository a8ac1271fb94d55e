extension Duration {
    /// The duration as a person would say it: `350 ms`, `1.2 s`, `42 s`, `5 min`, `3 h 20 min`, `2 d 4 h`.
    package var inWords: String {
        let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
        guard seconds >= 1 else { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 10 {
            let tenths = Int((seconds * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
        }
        let whole = Int(seconds)
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return Self.pair(whole / 60, "min", whole % 60, "s") }
        if whole < 86400 { return Self.pair(whole / 3600, "h", whole % 3600 / 60, "min") }
        return Self.pair(whole / 86400, "d", whole % 86400 / 3600, "h")
    }

    private static func pair(_ big: Int, _ bigUnit: String, _ small: Int, _ smallUnit: String) -> String {
        small == 0 ? "\(big) \(bigUnit)" : "\(big) \(bigUnit) \(small) \(smallUnit)"
    }
}
