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

extension Duration {
    /// Rounded up to nanoseconds, and to the largest number where it is longer than that.
    package var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let part = attoseconds / 1_000_000_000 + (attoseconds % 1_000_000_000 > 0 ? 1 : 0)
        let (sum, isTooLong) = whole.addingReportingOverflow(part)
        return isTooLong ? (seconds < 0 ? .min : .max) : sum
    }
}

/// The wall clock, for dates that people read; it can jump.
package enum WallClock {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    package static var nanosecondsSince1970: Int64 { ccproxy_wall_nanoseconds() }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    package static var secondsSince1970: Int64 { nanosecondsSince1970 / 1_000_000_000 }
}
