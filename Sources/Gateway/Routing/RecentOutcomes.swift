import ProxyModel

/// How the requests of the last hours went: twenty spans of ten minutes.
struct RecentOutcomes: Sendable, Equatable {
    /// One span.
    struct Span: Sendable, Equatable {
        /// Its beginning, in seconds since 1970.
        var start: Int64
        var successes = 0
        var failures = 0
    }

    static let spanLength: Int64 = 600
    static let spanCount = 20

    private var spans: [Span] = []

    /// Counts one request.
    mutating func count(isSuccess: Bool, now: Timestamp) {
        let start = now.seconds - now.seconds % Self.spanLength
        if spans.last?.start != start {
            spans.append(Span(start: start))
            if spans.count > Self.spanCount { spans.removeFirst(spans.count - Self.spanCount) }
        }
        if isSuccess {
            spans[spans.count - 1].successes += 1
        } else {
            spans[spans.count - 1].failures += 1
        }
    }

    /// The twenty spans up to now, the oldest first, those without requests included.
    func spans(until now: Timestamp) -> [Span] {
        let last = now.seconds - now.seconds % Self.spanLength
        return (0..<Self.spanCount).map { index in
            let start = last - Int64(Self.spanCount - 1 - index) * Self.spanLength
            return spans.first { $0.start == start } ?? Span(start: start)
        }
    }
}
