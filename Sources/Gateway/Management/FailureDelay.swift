/// How long a wrong management key is answered: at first hardly at all, then longer and longer, but never for long.
///
/// Guessing becomes hopeless, and whoever has the right key never waits.
struct FailureDelay: Sendable {
    private var failures = 0

    static let shortest = Duration.milliseconds(100)
    static let longest = Duration.seconds(5)

    /// Counts a wrong key.
    ///
    /// - Returns: how long its answer has to wait.
    mutating func fail() -> Duration {
        let delay = Self.shortest * (1 << min(failures, 10))
        failures += 1
        return min(delay, Self.longest)
    }

    /// Takes note of a right key.
    mutating func succeed() {
        failures = 0
    }
}
