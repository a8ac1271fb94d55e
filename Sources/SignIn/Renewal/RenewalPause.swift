/// How long to leave a provider alone after failures: longer each time, and not the same for everybody.
struct RenewalPause: Sendable, Equatable {
    private(set) var failures = 0

    private static let first = 5.0
    private static let longest = 300.0

    /// The pause after one more failure.
    ///
    /// - Parameter random: a number from 0 to 1, which moves the pause by up to 30 percent in either direction: engines
    ///   that have failed together do not come back together.
    /// - Returns: from now on.
    mutating func next(random: Double) -> Duration {
        failures += 1
        let doubled = Self.first * Double(UInt64(1) << UInt64(min(failures - 1, 10)))
        return .milliseconds(Int64((min(doubled, Self.longest) * (0.7 + 0.6 * random) * 1000).rounded()))
    }
}
