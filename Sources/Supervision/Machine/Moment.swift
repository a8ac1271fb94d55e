/// One reading of both clocks, taken once per event so that a decision sees a single now.
package struct Moment: Hashable, Sendable {
    /// Never jumps; everything that is waited for is measured on it.
    package var monotonic: ContinuousClock.Instant
    /// Seconds since 1970; only ever shown to people.
    package var wall: Double

    package init(monotonic: ContinuousClock.Instant, wall: Double) {
        self.monotonic = monotonic
        self.wall = wall
    }
}
