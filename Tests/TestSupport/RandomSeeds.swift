import PlatformSupport

/// Seeds for property tests: arguments of the test, so that a failure names the one to try again.
///
///     @Test(arguments: RandomSeeds.fresh(20))
///     func `whatever comes in comes out again`(seed: UInt64) {
///         var random = SeededGenerator(seed: seed)
///
/// `CCPROXY_TEST_SEED=123 swift test …` runs every property test with that seed alone, `CCPROXY_TEST_SEEDS=20000` each
/// with that many: what a change to a parser is tried with. `CCPROXY_TEST_FIRST_SEED=1` takes the seeds from there on,
/// the same in every run: what a gate needs, so that it says something of the change and not of its luck.
package enum RandomSeeds {
    /// `count` seeds that no run before has had, or those that the environment asks for.
    package static func fresh(_ count: Int) -> [UInt64] {
        if let wanted = number("CCPROXY_TEST_SEED") { return [wanted] }
        let wantedCount = number("CCPROXY_TEST_SEEDS") ?? UInt64(count)
        if let first = number("CCPROXY_TEST_FIRST_SEED") { return (0..<wantedCount).map { first &+ $0 } }
        return (0..<wantedCount).map { _ in UInt64.random(in: .min ... .max) }
    }

    private static func number(_ variable: String) -> UInt64? {
        CurrentProcess.environmentVariable(variable).flatMap { UInt64($0) }
    }
}
