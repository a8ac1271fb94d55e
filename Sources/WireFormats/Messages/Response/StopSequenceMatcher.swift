/// Looks for stop sequences in text that comes in any pieces.
///
/// What may be the beginning of one is held back until it is known. The sequence that is complete first wins, and of
/// two that are complete at once the longer, so that the result does not depend on where the text was cut.
struct StopSequenceMatcher {
    private let sequences: [[UInt8]]
    private var held: [UInt8] = []

    /// A matcher for these; empty ones stop nothing.
    init(_ sequences: [String]) {
        self.sequences = sequences.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    /// Takes more text: gives what can be passed on, and the sequence that ends it if there is one.
    mutating func feed(_ text: String) -> (passed: String, match: String?) {
        guard !sequences.isEmpty else { return (text, nil) }
        let searched = held.count
        let buffer = held + Array(text.utf8)
        held = []
        for end in buffer.indices.dropFirst(searched).map({ $0 + 1 }) {
            guard let sequence = sequences.first(where: { buffer[..<end].hasSuffix($0) }) else { continue }
            let passed = buffer[..<(end - sequence.count)]
            return (String(decoding: passed, as: UTF8.self), String(decoding: sequence, as: UTF8.self))
        }
        let longest = sequences.first?.count ?? 0
        let start = buffer.indices.suffix(longest - 1).first { start in
            sequences.contains { $0.count > buffer.count - start && $0.starts(with: buffer[start...]) }
        }
        held = start.map { Array(buffer[$0...]) } ?? []
        return (String(decoding: buffer.dropLast(held.count), as: UTF8.self), nil)
    }

    /// The text has ended: gives what was held back.
    mutating func flush() -> String {
        defer { held = [] }
        return String(decoding: held, as: UTF8.self)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
        last == suffix.last && count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}
