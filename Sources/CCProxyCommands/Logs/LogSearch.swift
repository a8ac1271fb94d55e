import PlatformSupport

/// Finds in a log the place up to which it has been read.
struct LogSearch {
    let view: LogSnapshot
    let trail: LogTrail

    /// The place behind the bytes that were read last: the expected one if they stand there, else the nearest.
    ///
    /// - Parameters:
    ///   - expected: where it is if nothing was lost.
    ///   - first: where it is at the earliest.
    /// - Returns: nil when nothing of what was read stands anywhere.
    /// - Throws: `SystemError` when the log cannot be read.
    func place(near expected: Int64, notBefore first: Int64) throws(SystemError) -> Int64? {
        if try isProven(expected) { return expected }
        for sample in trail.samples where !sample.bytes.isEmpty {
            let behind = trail.total - sample.end
            guard let found = try nearest(sample.bytes, to: expected - behind, from: first) else { continue }
            // If what came behind it is gone, it was lost from the end of the part that the sample stands in.
            let part = view.archives.first { $0.range.contains(found - 1) }
            return min(found + behind, part?.range.upperBound ?? view.end)
        }
        return nil
    }

    /// Whether the last bytes that were read stand before a place.
    private func isProven(_ place: Int64) throws(SystemError) -> Bool {
        guard place <= view.end else { return false }
        let overlap = min(Int64(trail.last.count), place)
        return try view.read(place - overlap..<place).elementsEqual(trail.last.suffix(Int(overlap)))
    }

    /// Where bytes end that are as near as possible to a place; nil when they stand nowhere.
    private func nearest(_ bytes: [UInt8], to place: Int64, from first: Int64) throws(SystemError) -> Int64? {
        var best: Int64?
        var search = ByteSearch(for: bytes)
        var start = max(0, first - Int64(bytes.count))
        while start < view.end {
            let text = try view.read(start..<min(start + 1 << 16, view.end))
            guard !text.isEmpty else { break }
            for index in search.ends(in: text) {
                let end = start + Int64(index)
                if best.map({ abs($0 - place) > abs(end - place) }) ?? true { best = end }
            }
            start += Int64(text.count)
        }
        return best
    }
}
