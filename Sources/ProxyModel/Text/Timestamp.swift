/// A point in civil time (UTC), as token files and reports write it.
///
/// Only for what people and providers agree on, such as the expiry of a token; durations are measured with a
/// monotonic clock elsewhere. Text form: RFC 3339.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z; negative before.
    package let seconds: Int64
    /// 0 ..< 1,000,000,000, always forward from `seconds`.
    package let nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The time that lies so much later (or earlier, for negative durations); whole seconds only.
    package func advanced(bySeconds count: Int64) -> Timestamp {
        let (sum, overflow) = seconds.addingReportingOverflow(count)
        return Timestamp(seconds: overflow ? (count < 0 ? .min : .max) : sum, nanoseconds: nanoseconds)
    }
}
