/// Finds what somebody meant to type.
package enum NearestWord {
    /// The candidate that is nearest to a word; nil when none is near enough to be worth naming.
    ///
    /// Near is: the same but for case, the beginning of exactly one candidate, or at most two slips (a letter wrong,
    /// missing, too many, or two swapped) for every five letters of the longer one.
    package static func find(_ word: String, among candidates: [String]) -> String? {
        let typed = word.lowercased()
        guard !typed.isEmpty else { return nil }
        if let same = candidates.first(where: { $0.lowercased() == typed }) { return same }

        let begun = candidates.filter { $0.lowercased().hasPrefix(typed) }
        if begun.count == 1, typed.count > 1 { return begun.first }

        var best: (candidate: String, slips: Int)?
        for candidate in candidates {
            let slips = distance(Array(typed.unicodeScalars), Array(candidate.lowercased().unicodeScalars))
            let allowed = max(1, max(typed.unicodeScalars.count, candidate.unicodeScalars.count) * 2 / 5)
            guard slips <= allowed, slips < candidate.unicodeScalars.count else { continue }
            if slips < best?.slips ?? .max { best = (candidate, slips) }
        }
        return best?.candidate
    }

    /// The slips between two words: restricted Damerau-Levenshtein distance, where a swap of neighbours is one.
    static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        // What nobody types by accident is not worth a table of its size squared.
        guard first.count <= 64, second.count <= 64 else { return .max }
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }

        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [row] + [Int](repeating: 0, count: second.count)
            for column in 1...second.count {
                let isSame = first[row - 1] == second[column - 1]
                current[column] = min(
                    last[column] + 1,
                    current[column - 1] + 1,
                    last[column - 1] + (isSame ? 0 : 1)
                )
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    current[column] = min(current[column], beforeLast[column - 2] + 1)
                }
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
