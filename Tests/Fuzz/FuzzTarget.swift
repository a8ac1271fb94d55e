import TestSupport

/// Something that reads what strangers send, and what has to hold for any input of it.
struct FuzzTarget: Sendable {
    typealias Check = @Sendable ([UInt8], inout SeededGenerator) throws -> Void

    let name: String
    let mutator: Mutator
    /// Throws `FuzzFailure` when what has to hold does not.
    let check: Check

    init(_ name: String, _ mutator: Mutator, check: @escaping Check) {
        self.name = name
        self.mutator = mutator
        self.check = check
    }

    /// A reader that takes its input in pieces: however that is cut, it has to make the same of it.
    ///
    /// - Parameters:
    ///   - name: The target's.
    ///   - mutator: Makes the inputs.
    ///   - read: Gets the pieces and returns what was read, the error included.
    init<Result: Equatable & SendableMetatype>(
        inPieces name: String,
        _ mutator: Mutator,
        read: @escaping @Sendable ([ArraySlice<UInt8>]) throws -> Result
    ) {
        self.init(name, mutator) { bytes, random in
            let whole = try read([bytes[...]])
            let single = try read(bytes.indices.map { bytes[$0...$0] })
            guard single == whole else { throw FuzzFailure("byte by byte \(single), whole \(whole)") }
            let cut = try read(Self.pieces(of: bytes, &random))
            guard cut == whole else { throw FuzzFailure("in pieces \(cut), whole \(whole)") }
        }
    }

    /// The input cut at random; pieces can be empty.
    static func pieces(of bytes: [UInt8], _ random: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        var rest = bytes[...]
        var pieces: [ArraySlice<UInt8>] = []
        while !rest.isEmpty {
            pieces.append(rest.prefix(Int.random(in: 0...60, using: &random)))
            rest = rest.dropFirst(pieces.last?.count ?? 0)
        }
        return pieces
    }
}

/// What does not hold.
struct FuzzFailure: Error {
    let what: String

    init(_ what: String) {
        // On one line, for the process that reads it.
        self.what = what.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    }
}
