/// Puts lines together from the pieces in which a file is read.
struct LineAssembler {
    /// What has no newline yet.
    private var beginning: [UInt8] = []

    /// After so many bytes a line is cut: it need not fit into memory.
    static let longestLine = 1 << 20

    /// The lines that a piece ends, without their newlines.
    mutating func lines(in piece: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = piece[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(beginning + rest[..<end])
            beginning = []
            rest = rest[(end + 1)...]
        }
        beginning += rest
        if beginning.count >= Self.longestLine { lines += [takeRest()].compactMap { $0 } }
        return lines
    }

    /// The line that was begun and will not be ended; nil when there is none.
    mutating func takeRest() -> [UInt8]? {
        defer { beginning = [] }
        return beginning.isEmpty ? nil : beginning
    }
}
