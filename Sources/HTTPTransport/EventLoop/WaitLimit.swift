import PlatformSupport

/// How long a transfer may wait.
enum WaitLimit: Sendable {
    /// Until a point in time, however often it has to wait until then.
    case until(MonotonicTime)
    /// So many nanoseconds at a time: what makes progress may take for ever.
    case stall(nanoseconds: Int64)

    static let never = WaitLimit.until(.distantFuture)

    /// Until a deadline on the clock that callers use; nil waits for ever.
    init(_ deadline: ContinuousClock.Instant?) {
        self = deadline.map { .until(MonotonicTime.now.advanced(by: ContinuousClock.now.duration(to: $0))) } ?? .never
    }

    func deadline(from now: MonotonicTime) -> MonotonicTime {
        switch self {
        case .until(let deadline): deadline
        case .stall(let nanoseconds): now.advanced(byNanoseconds: nanoseconds)
        }
    }
}
