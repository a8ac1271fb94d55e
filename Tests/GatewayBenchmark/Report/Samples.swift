/// Durations of which the middle and the tail are of interest.
struct Samples {
    private var nanoseconds: [Int64] = []

    mutating func add(_ value: Int64) {
        nanoseconds.append(value)
    }

    mutating func add(_ other: Samples) {
        nanoseconds += other.nanoseconds
    }

    var count: Int { nanoseconds.count }

    /// The value below which that part of all lies, in microseconds; nil without any.
    func microseconds(at part: Double) -> Double? {
        guard !nanoseconds.isEmpty else { return nil }
        let sorted = nanoseconds.sorted()
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]) / 1000
    }
}
