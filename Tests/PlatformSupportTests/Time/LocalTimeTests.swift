import PlatformSupport
import TestSupport
import Testing

struct LocalTimeTests {
    @Test(arguments: RandomSeeds.fresh(20))
    func `what clocks show and when are two sides of the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let instant = Int64.random(in: 0...4_000_000_000, using: &random)
        let shown = try #require(LocalTime.wallClock(at: instant))
        let back = try #require(LocalTime.secondsSince1970(ofWallClock: shown))
        // In the time that clocks show twice, when they are put back, it may be the other one.
        #expect(LocalTime.wallClock(at: back) == shown && abs(back - instant) <= 24 * 3600)
        #expect(abs(shown - instant) <= 15 * 3600)
    }
}
