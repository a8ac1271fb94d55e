/// Signals as something to wait for, instead of an interruption.
///
/// Make it before the process has started a thread: a thread that does not block the signal would still be interrupted,
/// and by default killed, by it. Threads started later inherit the blocking; children started by `ProcessSpawner` do not.
/// The blocking outlasts the source: a signal that arrives after it is gone does nothing.
package final class SignalSource: Sendable {
    private let source: OwnedDescriptor
    private let signals: [Signal]

    /// Readable when a signal has arrived; for a poller.
    ///
    /// Non-blocking and close-on-exec.
    package var descriptor: CInt { source.raw }

    /// Blocks the signals and receives them from now on.
    ///
    /// `kill` and `stop` cannot be received.
    ///
    /// - Throws: `SystemError` when no descriptor is left.
    package init(_ signals: [Signal]) throws(SystemError) {
        self.signals = signals
        try Self.block(signals)
        source = try Self.open(signals)
    }

    /// Ends the blocking in this thread: the signals do again what they did before, pending ones at once.
    package func release() { Self.unblock(signals) }

    /// The next signal that has arrived; nil when there is none.
    ///
    /// The same signal sent twice before it is taken may come only once.
    package func next() -> Signal? { Self.next(from: source.raw) }
}
