/// How a crashed engine is started again.
package struct RestartSettings: Hashable, Sendable {
    /// The wait before the second restart; the first happens at once.
    package var initialDelay: Duration = .milliseconds(500)
    /// The longest wait between two tries.
    package var maximumDelay: Duration = .seconds(30)
    /// Starts in a row, the first one among them, that end badly before it is given up as failed; 1 or 0 never restarts.
    package var maximumAttempts = 5
    /// How long it has to run for the count of tries to begin again.
    package var stableAfter: Duration = .seconds(30)

    package init() {}
}
