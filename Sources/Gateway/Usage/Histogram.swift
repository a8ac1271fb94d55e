/// How often a duration was how long, in Prometheus's cumulative buckets.
struct Histogram: Sendable, Equatable {
    /// The upper ends of the buckets, in seconds.
    static let bounds: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600,
    ]

    /// How many fell into each bucket, without those below; the last is for everything longer.
    private(set) var counts = [Int64](repeating: 0, count: Histogram.bounds.count + 1)
    private(set) var sum = 0.0

    /// How many there were.
    var count: Int64 { counts.reduce(0, +) }

    mutating func observe(seconds: Double) {
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
    }
}
