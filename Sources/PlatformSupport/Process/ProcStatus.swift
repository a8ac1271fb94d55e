/// The fields of /proc/<pid>/stat that matter here; see proc(5).
struct ProcStatus: Equatable {
    /// The kernel's letter for the state: `R` running, `S` sleeping, `Z` zombie and others.
    let state: UInt8
    let parent: Int32
    let group: Int32
    let session: Int32

    /// When it was started, in clock ticks since the system was.
    let startTime: UInt64

    /// Whether it is a zombie, or about to be none even that.
    var hasEnded: Bool { state == UInt8(ascii: "Z") || state == UInt8(ascii: "X") || state == UInt8(ascii: "x") }

    /// Reads a line of the file; nil when it is none.
    ///
    /// The second field is the program's name in parentheses and may itself have spaces and parentheses in it, so that
    /// fields count from the last closing one.
    init?(_ line: UnsafeRawBufferPointer) {
        guard let end = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        var fields = DecimalFields(line[(end + 1)...])
        guard let state = fields.nextByte(),
            let parent = fields.nextNumber(),
            let group = fields.nextNumber(),
            let session = fields.nextNumber()
        else { return nil }
        self.state = state
        self.parent = Int32(truncatingIfNeeded: parent)
        self.group = Int32(truncatingIfNeeded: group)
        self.session = Int32(truncatingIfNeeded: session)
        // Fields 7 to 21 are not needed; the start time is number 22.
        for _ in 7...21 { fields.skip() }
        guard let startTime = fields.nextNumber() else { return nil }
        self.startTime = UInt64(bitPattern: startTime)
    }
}

/// Fields between spaces, tabs and line ends, taken one after the other.
struct DecimalFields {
    private var rest: Slice<UnsafeRawBufferPointer>

    init(_ bytes: Slice<UnsafeRawBufferPointer>) {
        rest = bytes
    }

    /// Passes over one field.
    mutating func skip() {
        _ = next()
    }

    /// The first byte of the next field.
    mutating func nextByte() -> UInt8? { next().first }

    /// The next field as a number; nil when it is none, or does not fit.
    mutating func nextNumber() -> Int64? {
        var digits = next()
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        guard !digits.isEmpty else { return nil }
        var number: UInt64 = 0
        for byte in digits {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(UInt64(digit))
            guard !tooLarge && !overflow else { return nil }
            number = sum
        }
        return isNegative ? 0 &- Int64(bitPattern: number) : Int64(bitPattern: number)
    }

    private mutating func next() -> Slice<UnsafeRawBufferPointer> {
        while let first = rest.first, Self.isSpace(first) { rest.removeFirst() }
        let end = rest.firstIndex(where: Self.isSpace) ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    }
}
