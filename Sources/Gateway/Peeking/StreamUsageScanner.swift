import JSON
import ProxyModel

/// Reads the usage out of a stream of events while its bytes go by.
///
/// Holds nothing back and remembers nothing but the line that it is interested in: those of `message_start`,
/// `message_delta` and `error` events. The stream may come in pieces cut anywhere.
struct StreamUsageScanner {
    /// Where in a line the scanner is.
    private enum State {
        /// At its beginning, with up to `longestPrefix` bytes of it kept.
        case undecided
        /// In a line that does not matter.
        case skipping
        /// In a `data` line that does.
        case keeping
    }

    private(set) var usage = TokenUsage()
    /// Whether the upstream has said anything about usage.
    private(set) var hasUsage = false
    /// Whether the stream has an `error` event.
    private(set) var hasError = false

    private var state = State.undecided
    private var line: [UInt8] = []
    private var isEventWanted = false

    /// As many bytes of a line as it takes to know whether it matters.
    private static let longestPrefix = 32
    private static let lineLimit = 64 * 1024
    private static let lineFeed = UInt8(ascii: "\n")
    private static let interesting = ["message_start", "message_delta", "error"].map { Array($0.utf8) }

    /// Takes the next piece.
    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            if state == .skipping || (state == .undecided && !line.isEmpty) || state == .keeping {
                index = continueLine(bytes, from: index)
                continue
            }
            // A line that lies here whole, or far enough to be judged, is judged where it lies.
            let end = lineEnd(bytes, from: index)
            if end == bytes.count, end - index < Self.longestPrefix {
                line.append(contentsOf: bytes[index...])
                return
            }
            judge(UnsafeBufferPointer(rebasing: bytes[index..<end]))
            if state == .keeping {
                line.append(contentsOf: bytes[index..<end].prefix(Self.lineLimit))
            }
            if end < bytes.count { endLine() }
            index = min(end + 1, bytes.count)
        }
    }

    /// Goes on with a line whose beginning came in an earlier piece; returns where the next line begins.
    private mutating func continueLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let end = lineEnd(bytes, from: start)
        if state != .skipping {
            line.append(contentsOf: bytes[start..<end].prefix(Self.lineLimit - line.count))
        }
        if state == .undecided, end < bytes.count || line.count >= Self.longestPrefix {
            line.withUnsafeBufferPointer { judge($0) }
            if state == .skipping { line.removeAll(keepingCapacity: true) }
        }
        guard end < bytes.count else { return end }
        endLine()
        return end + 1
    }

    /// Decides whether a line matters, from its beginning.
    private mutating func judge(_ line: UnsafeBufferPointer<UInt8>) {
        state = .skipping
        if line.isEmpty || (line.count == 1 && line[0] == UInt8(ascii: "\r")) {
            isEventWanted = false
        } else if let name = value(of: "event:", in: line) {
            isEventWanted = Self.interesting.contains { isName($0, at: name, in: line) }
        } else if let data = value(of: "data:", in: line), isEventWanted || isTyped(line, from: data) {
            state = .keeping
        }
    }

    /// Whether data begins with the type of an event that matters: some upstreams leave the `event` line out.
    private func isTyped(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        line[start...].starts(with: "{\"type\":\"message_".utf8)
            || line[start...].starts(with: "{\"type\":\"error".utf8)
    }

    /// Where the value of a field begins; nil when the line has another.
    private func value(of field: StaticString, in line: UnsafeBufferPointer<UInt8>) -> Int? {
        let count = field.utf8CodeUnitCount
        guard line.count >= count else { return nil }
        for index in 0..<count where line[index] != field.utf8Start[index] { return nil }
        return count < line.count && line[count] == UInt8(ascii: " ") ? count + 1 : count
    }

    private func isName(_ name: [UInt8], at start: Int, in line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard line.count - start >= name.count else { return false }
        for index in name.indices where line[start + index] != name[index] { return false }
        return line[(start + name.count)...].allSatisfy { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: " ") }
    }

    private mutating func endLine() {
        if state == .keeping { read() }
        line.removeAll(keepingCapacity: true)
        state = .undecided
    }

    /// Reads the data of an event that matters.
    private mutating func read() {
        let start = line.withUnsafeBufferPointer { value(of: "data:", in: $0) } ?? 0
        guard let event = try? JSONReader.read(Array(line[start...])) else { return }
        switch event["type"]?.string {
        case "message_start": take(event["message"]?["usage"])
        case "message_delta": take(event["usage"])
        case "error": hasError = true
        default: break
        }
    }

    private mutating func take(_ value: JSONValue?) {
        guard let value, case .object = value else { return }
        usage.take(value)
        hasUsage = true
    }

    private func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let feeds = SIMD16<UInt8>(repeating: Self.lineFeed)
        var index = start
        while index &+ 16 <= raw.count {
            let block = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
            if any(block .== feeds) { break }
            index &+= 16
        }
        while index < raw.count, raw[index] != Self.lineFeed { index &+= 1 }
        return index
    }
}
