/// How long a wrong management key is answered: at first hardly at all, then longer and longer, but never for long.
///
/// Guessing becomes hopeless, and whoever has the right key never waits.
package struct FailureDelay: Sendable {
    private var failures = 0

    /// Nobody has shown a wrong key yet.
    package init() {}

    /// The first wrong key's.
    package static let shortest = Duration.milliseconds(100)
    /// No wrong key's is longer.
    package static let longest = Duration.seconds(5)

    /// Counts a wrong key.
    ///
    /// - Returns: how long its answer has to wait.
    package mutating func fail() -> Duration {
        let delay = Self.shortest * (1 << min(failures, 10))
        failures += 1
        return min(delay, Self.longest)
    }

    /// Takes note of a right key.
    package mutating func succeed() {
        failures = 0
    }
}
