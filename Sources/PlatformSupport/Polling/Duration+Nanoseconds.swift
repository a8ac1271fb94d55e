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
