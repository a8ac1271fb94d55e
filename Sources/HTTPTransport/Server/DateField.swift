import HTTPWire
import PlatformSupport

/// The `Date` line of a response, made once a second (RFC 9110 §6.6.1).
final class DateField {
    private var second: Int64 = -1
    private var line: [UInt8] = []

    func append(to output: inout [UInt8]) {
        let now = WallClock.secondsSince1970
        if now != second {
            second = now
            line = []
            line.append(uncheckedField: "date", HTTPDate.text(secondsSince1970: now))
        }
        output.append(contentsOf: line)
    }
}
