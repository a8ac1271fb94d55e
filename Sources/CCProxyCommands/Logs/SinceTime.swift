import PlatformSupport
import ProxyModel

/// Reads what `--since` was given: a span before now, or a point in time.
enum SinceTime {
    /// The forms that are understood, for a message.
    static let forms = "10m, 2h, 1d, 2026-11-21, \"2026-11-21 10:00\" or 2026-11-21T10:00:00Z"

    /// The point in time that the text means; nil when it is none.
    ///
    /// - Parameters:
    ///   - text: A span in days, hours, minutes and seconds (`90s`, `1h30m`); a date, with or without a time; or a time
    ///     of today. Times without a zone are local.
    ///   - now: The present.
    /// - Returns: The point.
    static func point(_ text: String, now: Timestamp) -> Timestamp? {
        if let span = seconds(of: text) { return now.advanced(bySeconds: -span) }
        return dated(text) ?? dated("\(today(now)) \(text)")
    }

    /// A date with a time, whose seconds or whose whole clock may be left out.
    private static func dated(_ text: String) -> Timestamp? {
        LineTime.time(text) ?? LineTime.time("\(text):00") ?? LineTime.time("\(text) 00:00:00")
    }

    /// The date that clocks here show.
    private static func today(_ now: Timestamp) -> String {
        let shown = LocalTime.wallClock(at: now.seconds) ?? now.seconds
        return String(Timestamp(seconds: shown).description.prefix(10))
    }

    /// `2h`, `1h30m`; nil for everything else, and for what is longer than a century.
    private static func seconds(of text: String) -> Int64? {
        var total: Int64 = 0
        var rest = text[...]
        repeat {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...10).contains(digits.count), let number = Int64(digits),
                let unit = rest.dropFirst(digits.count).first, let factor = factor(of: unit)
            else { return nil }
            total += number * factor
            rest = rest.dropFirst(digits.count + 1)
        } while !rest.isEmpty
        return total <= 36_525 * 86_400 ? total : nil
    }

    private static func factor(of unit: Character) -> Int64? {
        switch unit {
        case "s": 1
        case "m": 60
        case "h": 3600
        case "d": 86_400
        case "w": 7 * 86_400
        default: nil
        }
    }
}
