import TestSupport

/// The ways in which a sequence of bytes can arrive.
enum Pieces {
    /// Whole, byte by byte, and cut in two at every position.
    static func all(of bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
        let halves = bytes.indices.map { [bytes[..<$0], bytes[$0...]] }
        return [[bytes[...]], bytes.indices.map { bytes[$0...$0] }] + halves
    }

    /// Cut at random.
    static func random(of bytes: [UInt8], using generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        var rest = bytes[...]
        var result: [ArraySlice<UInt8>] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...40, using: &generator))
            result.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        return result
    }
}
