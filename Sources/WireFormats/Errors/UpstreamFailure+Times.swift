internal import JSON

extension UpstreamFailure {
    /// A number of seconds, written as a number or as a text; rounded up, nil when it is none that makes sense.
    static func seconds(_ value: JSONValue) -> Int? {
        guard let number = value.double ?? value.string.flatMap({ Double($0) }), number >= 0, number < 1e11 else {
            return nil
        }
        return ceiling(number)
    }

    /// The wait that a message names: "Please try again in 1.5s", "in 20 ms", "in 6m0s", "in 2 hours".
    static func wait(in message: String) -> Int? {
        let lowercase = message.lowercased()
        guard let place = lowercase.utf8.firstRange(of: Array("try again in ".utf8)) else { return nil }
        var rest = lowercase[place.upperBound...]
        var total: Double?
        while let (seconds, next) = duration(at: rest) {
            total = (total ?? 0) + seconds
            rest = next
        }
        return total.flatMap { $0 < 1e9 ? ceiling($0) : nil }
    }

    /// Rounded up, without the C library's mathematics, which a program may come without.
    private static func ceiling(_ number: Double) -> Int {
        let whole = Int(number)
        return Double(whole) < number ? whole + 1 : whole
    }

    /// The number with a unit that a text begins with, in seconds, and what follows it.
    private static func duration(at text: Substring) -> (seconds: Double, rest: Substring)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let afterDigits = text[digits.endIndex...].drop { $0 == " " }
        let unit = afterDigits.prefix { $0.isASCII && $0.isLetter }
        let factor: Double? =
            switch unit {
            case "ms", "millisecond", "milliseconds": 0.001
            case "s", "sec", "second", "seconds": 1
            case "m", "min", "minute", "minutes": 60
            case "h", "hour", "hours": 3600
            case "d", "day", "days": 86400
            default: nil
            }
        // A full stop that ends the sentence belongs to no number.
        let number = digits.last == "." ? nil : Double(digits)
        guard let number, let factor else { return nil }
        return (number * factor, afterDigits[unit.endIndex...])
    }
}
