/// What was read last of a log: enough of it to find the place again.
struct LogTrail {
    /// Some bytes that were read, and how much has been read since.
    struct Sample: Equatable {
        let bytes: [UInt8]
        /// How much had been read when these had.
        let end: Int64
    }

    /// The very last bytes first, then some from longer ago: the last ones may have been lost when the log was emptied.
    private(set) var samples: [Sample] = []
    /// How much has been read.
    private(set) var total: Int64 = 0

    /// How many bytes prove a place: more than a line, since many lines end alike.
    static let length = 1024
    /// How far samples from longer ago are apart.
    private static let spacing: Int64 = 256 << 10
    /// How many samples from longer ago are kept.
    private static let count = 3

    /// Begins behind some bytes, which are as good as read.
    init(_ bytes: [UInt8]) { samples = [Sample(bytes: bytes.suffix(Self.length), end: 0)] }

    /// The last bytes that were read.
    var last: [UInt8] { samples.first?.bytes ?? [] }

    /// Adds what has just been read.
    mutating func append(_ bytes: [UInt8]) {
        guard let newest = samples.first, !bytes.isEmpty else { return }
        total += Int64(bytes.count)
        let tail = bytes.count < Self.length ? newest.bytes + bytes : bytes
        let sample = Sample(bytes: tail.suffix(Self.length), end: total)
        if total - (samples.dropFirst().first?.end ?? 0) >= Self.spacing {
            samples.insert(sample, at: 0)
            samples = Array(samples.prefix(Self.count + 1))
        } else {
            samples[0] = sample
        }
    }
}
