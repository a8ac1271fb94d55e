package import PlatformSupport

/// One bad or wanted end of an engine, kept for `status`.
package struct ExitRecord: Hashable, Sendable {
    /// When it ended, seconds since 1970.
    package var at: Double
    /// How; nil when the process was adopted, since only a parent learns the status.
    package var status: ExitStatus?
    /// How long it had lived.
    package var uptime: Duration
    /// In words: why, or what happened.
    package var reason: String
}

/// A small seeded generator (SplitMix64, Steele, Lea and Flood 2014): jitter that a test can repeat.
package struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, 1.
    package mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
