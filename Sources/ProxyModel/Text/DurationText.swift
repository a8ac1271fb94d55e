/// Durations as people write them: `500ms`, `2s`, `1m30s`, `1.5h`.
enum DurationText {
    private static let units: [(name: String, duration: Duration)] = [
        ("h", .seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1)), ("ms", .milliseconds(1)),
        ("us", .microseconds(1)),
    ]

    /// Reads one or more numbers with their units; `nil` for everything else, also for a number without one.
    static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        var sum = Duration.zero
        repeat {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest.removeFirst(number.count)
            let unit = rest.prefix { $0.isLetter }
            rest.removeFirst(unit.count)
            guard let value = DecimalText.parse(number), let unit = units.first(where: { $0.name == unit }) else {
                return nil
            }
            // A century is longer than anything that is waited for, and far from an overflow.
            guard value * unit.duration.inSeconds < 3.2e9 else { return nil }
            sum += unit.duration * value
        } while !rest.isEmpty
        return sum
    }

    /// The shortest spelling with one unit, such as `90s` or `500ms`.
    static func render(_ duration: Duration) -> String {
        for unit in units where duration >= unit.duration {
            let count = duration / unit.duration
            if count == count.rounded() { return "\(Int(count))\(unit.name)" }
        }
        return duration == .zero ? "0s" : "\(Int(duration / .microseconds(1)))us"
    }
}

extension Duration {
    fileprivate var inSeconds: Double { self / .seconds(1) }
}
