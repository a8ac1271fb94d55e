/// Finds what somebody probably meant.
enum NearestWord {
    /// The candidate that takes the fewest typing mistakes to get from, if they are few for its length.
    static func find(_ word: String, in candidates: some Sequence<String>) -> String? {
        let scored = candidates.map { (word: $0, distance: distance(word, $0)) }
        guard let best = scored.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
        return best.distance <= max(1, best.word.count / 3) ? best.word : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours that make one word the other.
    static func distance(_ left: String, _ right: String) -> Int {
        // Long input is not a typing mistake; this bounds the work.
        let left = Array(left.lowercased().utf8.prefix(64))
        let right = Array(right.lowercased().utf8.prefix(64))
        var rows = [[Int](), Array(0...right.count)]
        for (row, byte) in left.enumerated() {
            var next = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(next[column] + 1, rows[1][column + 1] + 1, rows[1][column] + (byte == other ? 0 : 1))
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    cost = min(cost, rows[0][column - 1] + 1)
                }
                next.append(cost)
            }
            rows = [rows[1], next]
        }
        return rows[1][right.count]
    }
}
