/// Time that is left, as a clock shows it.
enum CountdownText {
    /// `4:59`; minutes take as much room as is needed, and the last second is shown as `0:01`.
    static func text(_ left: Duration) -> String {
        let (seconds, fraction) = left.components
        let whole = max(0, seconds + (fraction > 0 ? 1 : 0))
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
