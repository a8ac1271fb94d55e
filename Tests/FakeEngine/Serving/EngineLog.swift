import PlatformSupport

/// The log of a fake engine: lines on standard output in cli-proxy-api's form.
enum EngineLog {
    /// The version it claims to be.
    static let version = "7.2.140-fake"

    /// The very first line, which the real engine prints even before it refuses its arguments.
    static let versionLine = "CLIProxyAPI Version: \(version), Commit: fake, BuiltAt: 2026-08-22T00:00:00Z\n"

    /// Writes a text as it is; nothing can be done if that fails.
    static func print(_ text: String) { try? Descriptor.writeAll(1, text) }

    /// Writes a line.
    static func write(_ level: String, _ message: String, source: String = "server.go:1") {
        print(line(level, message, source: source))
    }

    /// A line with its time.
    static func line(_ level: String, _ message: String, source: String) -> String {
        "[\(timestamp(Int(WallClock.secondsSince1970)))] [--------] [\(padded(level))] [\(source)] \(message)\n"
    }

    /// Writes so many lines as fast as the output takes them.
    static func flood(_ count: Int) {
        let head = line("info ", "flood", source: "flood.go:1").dropLast()
        var block: [UInt8] = []
        for number in 0..<count {
            block.append(contentsOf: head.utf8)
            block.append(contentsOf: " line \(number) of \(count), which is as long as usual lines are\n".utf8)
            guard block.count >= 1 << 16 || number == count - 1 else { continue }
            try? Descriptor.writeAll(1, block)
            block.removeAll(keepingCapacity: true)
        }
    }

    private static func padded(_ level: String) -> String {
        level.count < 5 ? level + String(repeating: " ", count: 5 - level.count) : level
    }

    /// Seconds since 1970 as `YYYY-MM-DD HH:MM:SS` in UTC; the date by Howard Hinnant's civil_from_days.
    static func timestamp(_ seconds: Int) -> String {
        let days = seconds / 86_400 + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let time = seconds % 86_400
        return "\(year)-\(two(month))-\(two(day)) \(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
