import CPlatform

/// A point on the clock that poller timeouts run on: nanoseconds, never going back.
///
/// `ContinuousClock` goes on while the system sleeps, the kernel's timeouts do not; and a plain number is what a timer
/// heap compares.
package struct MonotonicTime: Sendable, Hashable, Comparable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static var now: MonotonicTime { MonotonicTime(nanoseconds: ccproxy_monotonic_nanoseconds()) }

    /// Later than every other point.
    package static let distantFuture = MonotonicTime(nanoseconds: .max)

    package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// So much later; the distant future instead of an overflow.
    package func advanced(byNanoseconds interval: Int64) -> MonotonicTime {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(interval)
        return overflow ? .distantFuture : MonotonicTime(nanoseconds: sum)
    }

    /// So much later; the distant future instead of an overflow.
    package func advanced(by interval: Duration) -> MonotonicTime {
        advanced(byNanoseconds: interval.wholeNanoseconds)
    }

    /// Blocks the calling thread for about so long.
    package static func pause(nanoseconds: Int64) {
        // Waiting for no descriptor at all; a signal may end it early, which is harmless for a pause.
        _ = ccproxy_wait_for(-1, 0, max(0, nanoseconds))
    }

    /// How long it is from here to `other`; negative when that is earlier.
    package func nanoseconds(until other: MonotonicTime) -> Int64 {
        let (difference, overflow) = other.nanoseconds.subtractingReportingOverflow(nanoseconds)
        return overflow ? .max : difference
    }
}
