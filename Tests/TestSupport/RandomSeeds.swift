import PlatformSupport

/// Seeds for property tests: arguments of the test, so that a failure names the one to try again.
///
///     @Test(arguments: RandomSeeds.fresh(20))
///     func `whatever comes in comes out again`(seed: UInt64) {
///         var random = SeededGenerator(seed: seed)
///
/// `CCPROXY_TEST_SEED=123 swift test …` runs every property test with that seed alone, `CCPROXY_TEST_SEEDS=20000` each
/// with that many: what a change to a parser is tried with.
package enum RandomSeeds {
    /// `count` seeds that no run before has had, or the one, or as many, as the environment asks for.
    package static func fresh(_ count: Int) -> [UInt64] {
        if let wanted = CurrentProcess.environmentVariable("CCPROXY_TEST_SEED").flatMap({ UInt64($0) }) {
            return [wanted]
        }
        let wantedCount = CurrentProcess.environmentVariable("CCPROXY_TEST_SEEDS").flatMap { Int($0) } ?? count
        return (0..<wantedCount).map { _ in UInt64.random(in: .min ... .max) }
    }
}
