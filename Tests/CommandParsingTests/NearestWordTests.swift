import TestSupport
import Testing

@testable import CommandParsing

struct NearestWordTests {
    private let words = ["antigravity", "claude", "codex", "gemini", "all"]

    @Test(arguments: [
        ("cdoex", "codex"), ("CODEX", "codex"), ("claud", "claude"), ("geminy", "gemini"), ("gem", "gemini"),
        ("antigraivty", "antigravity"), ("codexx", "codex"), ("anti", "antigravity"),
    ])
    func `a slip is forgiven`(typed: String, meant: String) {
        #expect(NearestWord.find(typed, among: words) == meant)
    }

    @Test(arguments: ["", "c", "openai", "xyz", "zz", "hundred"])
    func `what is far from everything has no nearest word`(typed: String) {
        #expect(NearestWord.find(typed, among: words) == nil)
    }

    @Test func `distance counts slips`() {
        func distance(_ first: String, _ second: String) -> Int {
            NearestWord.distance(Array(first.unicodeScalars), Array(second.unicodeScalars))
        }
        #expect(distance("", "") == 0)
        #expect(distance("", "abc") == 3)
        #expect(distance("abc", "abc") == 0)
        #expect(distance("abc", "acb") == 1)
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("ca", "abc") == 3)
    }

    @Test(arguments: RandomSeeds.fresh(4))
    func `distance is the same both ways and never more than the longer word`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let pair = (0..<2).map { _ in
                (0..<Int(random.next() % 8)).compactMap { _ in Unicode.Scalar(97 + UInt32(random.next() % 3)) }
            }
            let there = NearestWord.distance(pair[0], pair[1])
            #expect(there == NearestWord.distance(pair[1], pair[0]), "\(pair)")
            #expect(there <= max(pair[0].count, pair[1].count), "\(pair)")
            #expect((there == 0) == (pair[0] == pair[1]), "\(pair)")
        }
    }
}
