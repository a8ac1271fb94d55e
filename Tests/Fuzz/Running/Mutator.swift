import TestSupport

/// Makes inputs of a corpus: what is valid, and what is nearly so.
struct Mutator: Sendable {
    private let corpus: [[UInt8]]
    private let tokens: [[UInt8]]
    private static let awkward: [UInt8] = [0, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x25, 0x30, 0x3A, 0x5C, 0x7F, 0x80, 0xFF]

    /// Mutates the texts of a corpus; `tokens` mean something where they stand in one.
    init(_ corpus: [[UInt8]], tokens: [String]) {
        self.corpus = corpus
        self.tokens = tokens.map { Array($0.utf8) }
    }

    /// The next input: a text with up to eight changes.
    func input(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes = corpus.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 0...8, using: &random) { change(&bytes, &random) }
        return bytes
    }

    private func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let some = place..<min(bytes.count, place + Int.random(in: 1...24, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where place < bytes.count: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 2: bytes.removeSubrange(some)
        case 3: bytes.insert(contentsOf: Array(bytes[some]), at: place)
        case 4: bytes.removeSubrange(place...)
        case 5:
            // The rest of another text.
            let other = corpus.randomElement(using: &random) ?? []
            bytes.replaceSubrange(place..., with: other.suffix(Int.random(in: 0...other.count, using: &random)))
        case 6: bytes.insert(Self.awkward.randomElement(using: &random) ?? 0, at: place)
        default: bytes.insert(contentsOf: tokens.randomElement(using: &random) ?? [], at: place)
        }
    }
}
