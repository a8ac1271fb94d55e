import PlatformSupport
import ProxyModel

/// Reads when a line of a log was written, where the line says so.
///
/// Known are `[2026-11-21 10:00:00] …` (cli-proxy-api, local time), a time of RFC 3339 at the beginning (ccproxy), and
/// the member `"time":"…"` or field `time="…"` of a structured line. A time without a zone is local.
struct LineTime {
    /// How many bytes of a line have to be at hand for its time to be seen.
    static let reach = 512

    /// The text of the last time and what it meant: lines come many a second.
    private var last: (text: [UInt8], time: Timestamp?)?

    /// The time of a line; nil when it has none.
    mutating func of(_ line: some BidirectionalCollection<UInt8>) -> Timestamp? {
        let line = line.prefix(Self.reach)
        guard let text = Self.text(in: line) else { return nil }
        if let last, last.text.elementsEqual(text) { return last.time }
        let time = Self.time(String(decoding: text, as: UTF8.self))
        last = (Array(text), time)
        return time
    }

    /// A date and time, in local time unless it says where.
    static func time(_ text: String) -> Timestamp? {
        guard let timestamp = Timestamp(text) else { return nil }
        guard !hasZone(text) else { return timestamp }
        return LocalTime.secondsSince1970(ofWallClock: timestamp.seconds).map {
            Timestamp(seconds: $0, nanoseconds: timestamp.nanoseconds)
        }
    }

    /// Whether the text, which is a valid time, ends in a zone: the date has two dashes, an offset would be another.
    private static func hasZone(_ text: String) -> Bool {
        let clock = text.utf8.dropFirst(11)
        return clock.contains { byte in
            byte == UInt8(ascii: "Z") || byte == UInt8(ascii: "z") || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: "-")
        }
    }

    /// The part of a line that is its time, as far as its place tells.
    private static func text<Line: BidirectionalCollection<UInt8>>(in line: Line) -> Line.SubSequence? {
        guard let first = line.first else { return nil }
        if first == UInt8(ascii: "[") {
            let rest = line.dropFirst()
            guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            return rest[..<end]
        }
        if isDigit(first) { return leadingTime(of: line) }
        return quoted(in: line, after: #""time":""#) ?? quoted(in: line, after: #"time=""#)
    }

    /// `2026-11-21T10:00:00Z` up to a blank, or `2026-11-21 10:00:00` up to the blank after that.
    private static func leadingTime<Line: BidirectionalCollection<UInt8>>(of line: Line) -> Line.SubSequence? {
        guard let date = line.index(line.startIndex, offsetBy: 10, limitedBy: line.endIndex), date < line.endIndex
        else { return nil }
        let clock = line.index(after: date)
        let end = line[clock...].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? line.endIndex
        return line[..<end]
    }

    private static func quoted<Line: BidirectionalCollection<UInt8>>(
        in line: Line,
        after name: StaticString
    ) -> Line.SubSequence? {
        guard let start = name.withUTF8Buffer({ endOfFirst($0, in: line) }) else { return nil }
        let rest = line[start...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        return rest[..<end]
    }

    private static func endOfFirst<Line: BidirectionalCollection<UInt8>>(
        _ word: UnsafeBufferPointer<UInt8>,
        in line: Line
    ) -> Line.Index? {
        guard let first = word.first else { return nil }
        var rest = line[...]
        while let found = rest.firstIndex(of: first) {
            rest = line[found...]
            if rest.starts(with: word) { return line.index(found, offsetBy: word.count) }
            rest = rest.dropFirst()
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
