import TestSupport
import Testing

@testable import CCProxyCommands

struct ByteSearchTests {
    @Test(arguments: RandomSeeds.fresh(50))
    func `every place is found, whatever the pieces`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Two letters only, so that nearly everything almost matches.
        func text(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...1, using: &random) } }
        let needle = text(Int.random(in: 1...6, using: &random))
        let whole = text(Int.random(in: 0...200, using: &random))
        let expected = (0...whole.count).filter { whole[..<$0].suffix(needle.count) == needle[...] }
        var search = ByteSearch(for: needle)
        var found: [Int] = []
        var start = 0
        while start < whole.count {
            let end = min(whole.count, start + Int.random(in: 1...10, using: &random))
            found += search.ends(in: Array(whole[start..<end])).map { $0 + start }
            start = end
        }
        #expect(found == expected)
    }
}
