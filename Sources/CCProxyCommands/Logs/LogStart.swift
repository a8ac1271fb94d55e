import PlatformSupport
import ProxyModel

/// Finds where in a log to begin, reading it from its end and no further than needed.
struct LogStart {
    let snapshot: LogSnapshot

    /// How much is read at a time.
    private static let step: Int64 = 1 << 16

    /// Where the last so many lines begin; one that is not ended yet counts.
    func ofLastLines(_ count: Int) throws(SystemError) -> Int64 {
        guard count > 0 else { return snapshot.end }
        var missing = count
        var upper = snapshot.end
        while upper > 0 {
            let lower = max(0, upper - Self.step)
            let bytes = try snapshot.read(lower..<upper).prefix(Int(upper - lower))
            for index in bytes.indices.reversed() where bytes[index] == UInt8(ascii: "\n") {
                // The newline at the very end ends the last line; every other one is where a line begins.
                guard lower + Int64(index) + 1 < snapshot.end else { continue }
                missing -= 1
                if missing == 0 { return lower + Int64(index) + 1 }
            }
            upper = lower
        }
        return 0
    }

    /// Where the first line begins that was not written before a point in time; the end when all of them were.
    ///
    /// Lines are taken to be in order. One without a time belongs to the one before it, and those before the first line
    /// with a time to that one. A log without any times is shown whole.
    func ofLines(since point: Timestamp) throws(SystemError) -> Int64 {
        var times = LineTime()
        var firstWanted: Int64?
        var upper = snapshot.end
        while upper > 0 {
            let lower = max(0, upper - Self.step)
            let lines = try lineStarts(lower..<upper)
            for line in lines {
                guard let time = times.of(line.text) else { continue }
                if time >= point {
                    firstWanted = line.start
                    break
                }
                // Here is an older line: what is wanted begins behind the last of these.
                return try lastBoundary(lines, point, &times) ?? firstWanted ?? snapshot.end
            }
            upper = lower
        }
        return 0
    }

    /// Where the first line with a time behind the last older one begins, if it is among these lines.
    private func lastBoundary(
        _ lines: [(start: Int64, text: ArraySlice<UInt8>)],
        _ point: Timestamp,
        _ times: inout LineTime
    ) throws(SystemError) -> Int64? {
        var boundary: Int64?
        for line in lines {
            guard let time = times.of(line.text) else { continue }
            if time < point {
                boundary = nil
            } else if boundary == nil {
                boundary = line.start
            }
        }
        return boundary
    }

    /// The lines that begin in a range, each as far as its time may reach.
    private func lineStarts(_ range: Range<Int64>) throws(SystemError) -> [(start: Int64, text: ArraySlice<UInt8>)] {
        // One byte more before, to see whether a line begins at the very start, and the last line's time behind.
        let first = max(0, range.lowerBound - 1)
        let bytes = try snapshot.read(first..<min(range.upperBound + Int64(LineTime.reach), snapshot.end))
        var lines: [(start: Int64, text: ArraySlice<UInt8>)] = []
        var index = bytes.startIndex
        if range.lowerBound > 0 { index = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.endIndex }
        while index < bytes.endIndex, first + Int64(index) < range.upperBound {
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            lines.append((first + Int64(index), bytes[index..<end]))
            index = end + 1
        }
        return lines
    }
}
