/// Finds bytes in a text that comes in pieces, in time that depends on nothing but the text's length (Knuth, Morris and
/// Pratt): logs can be as repetitive as they like.
struct ByteSearch {
    private let needle: [UInt8]
    /// For each beginning of the needle, how long the longest shorter beginning is that it ends in.
    private let fallback: [Int]
    /// How much of the needle stands at the end of what was searched.
    private var matched = 0

    /// Prepares to find bytes; there has to be at least one.
    init(for needle: [UInt8]) {
        var fallback = [Int](repeating: 0, count: needle.count + 1)
        var length = 0
        for index in needle.indices.dropFirst() {
            while length > 0, needle[index] != needle[length] { length = fallback[length] }
            if needle[index] == needle[length] { length += 1 }
            fallback[index + 1] = length
        }
        self.needle = needle
        self.fallback = fallback
    }

    /// Where the needle ends in the next piece of the text: just behind its last byte.
    mutating func ends(in piece: [UInt8]) -> [Int] {
        var ends: [Int] = []
        piece.withUnsafeBufferPointer { piece in
            needle.withUnsafeBufferPointer { needle in
                for index in 0..<piece.count {
                    while matched > 0, needle[matched] != piece[index] { matched = fallback[matched] }
                    guard needle[matched] == piece[index] else { continue }
                    matched += 1
                    guard matched == needle.count else { continue }
                    ends.append(index + 1)
                    matched = fallback[matched]
                }
            }
        }
        return ends
    }
}
