import ProxyModel
import Synchronization

/// Writes times as RFC 3339 with milliseconds, and remembers the last second: in a log most lines share it.
enum TimestampText {
    private struct Last {
        var second = Int64.min
        /// Date and time without a fraction and without the zone.
        var text: [UInt8] = []
    }

    private static let last = Mutex(Last())

    /// Appends a time, as `2026-03-01T12:00:00.250Z`.
    static func append(_ time: Timestamp, to output: inout [UInt8]) {
        let text = last.withLock { last in
            if last.second != time.seconds {
                last.second = time.seconds
                last.text = Array(Timestamp(seconds: time.seconds).description.utf8.dropLast())
            }
            return last.text
        }
        output.append(contentsOf: text)
        let milliseconds = Int(time.nanoseconds / 1_000_000)
        output.append(UInt8(ascii: "."))
        output.append(UInt8(0x30 + milliseconds / 100))
        output.append(UInt8(0x30 + milliseconds / 10 % 10))
        output.append(UInt8(0x30 + milliseconds % 10))
        output.append(UInt8(ascii: "Z"))
    }
}
