import PlatformSupport

/// Reads a log from one place on, however often it is cut or renamed meanwhile: no byte twice, and none left out that
/// can still be found.
///
/// Where it stands is known by counting, and proven by the bytes that were read last: they have to stand before it.
final class LogReader {
    private var view: LogSnapshot
    /// Where the next byte is, in the view.
    private var position: Int64
    /// The last bytes that were read.
    private var trail: [UInt8] = []
    /// How long the newest part was when it was last looked at: it only ever grows, unless it is cut.
    private var size: Int64
    /// Whether something was gone before it could be read; asking resets it.
    private var hasGap = false

    /// How many bytes prove the place.
    private static let trailLength = 256
    /// How often in a row a place may be lost and found before that is given up.
    private static let tries = 100

    /// Begins at a place in a snapshot.
    init(_ snapshot: LogSnapshot, at position: Int64) throws(SystemError) {
        view = snapshot
        self.position = position
        size = Int64(snapshot.current?.range.count ?? 0)
        trail = try snapshot.read(max(0, position - Int64(Self.trailLength))..<position)
        leaveArchives()
    }

    /// The next bytes, at most so many; none when everything that is there was read.
    func next(_ limit: Int = 1 << 16) throws(SystemError) -> [UInt8] {
        for _ in 0..<Self.tries {
            if let bytes = try position < view.archivesEnd ? nextOfArchives(limit) : nextOfCurrent(limit) {
                advance(past: bytes)
                return bytes
            }
            try relocate()
        }
        return []
    }

    /// Whether something was gone before it could be read, since this was last asked.
    func takeGap() -> Bool {
        defer { hasGap = false }
        return hasGap
    }

    private func nextOfArchives(_ limit: Int) throws(SystemError) -> [UInt8]? {
        let bytes = try view.read(position..<min(position + Int64(limit), view.archivesEnd))
        if bytes.isEmpty {
            // Somebody has shortened what nobody writes to.
            hasGap = true
            position = view.archivesEnd
            leaveArchives()
            return try nextOfCurrent(limit)
        }
        return bytes
    }

    /// nil when the file is not as it was left.
    private func nextOfCurrent(_ limit: Int) throws(SystemError) -> [UInt8]? {
        guard try view.isCurrent(size: size) else { return nil }
        guard let current = view.current else { return [] }
        let before = try current.file.info().size
        let overlap = min(Int64(trail.count), position - view.archivesEnd)
        let bytes = try view.read(position - overlap..<position + Int64(limit))
        // A file that was cut while it was read has given bytes from two places.
        guard try current.file.info().size >= before, bytes.starts(with: trail.suffix(Int(overlap))) else { return nil }
        size = before
        return Array(bytes.dropFirst(Int(overlap)))
    }

    private func advance(past bytes: [UInt8]) {
        position += Int64(bytes.count)
        trail = Array((trail + bytes.suffix(Self.trailLength)).suffix(Self.trailLength))
        leaveArchives()
    }

    /// Closes the older parts once they have been read.
    private func leaveArchives() {
        guard !view.archives.isEmpty, position >= view.archivesEnd else { return }
        position -= view.archivesEnd
        view = view.withoutArchives()
    }

    // MARK: Finding the place again

    private func relocate() throws(SystemError) {
        let old = view
        let fresh = try LogSnapshot.take(old.path)
        let read = position - old.archivesEnd
        size = Int64(fresh.current?.range.count ?? 0)
        view = fresh
        // Everything from here on is newer than what was read as an older part.
        let known = fresh.end(ofPartsKnownTo: old)
        guard let current = old.current else {
            position = known
            return leaveArchives()
        }
        let named = fresh.archives.map(\.identity) + [fresh.current?.identity].compactMap { $0 }
        if named.contains(where: { LogPartIdentity.isSameFile($0, current.identity) }) {
            // Cut or renamed, or both: all that was in it since is still in the same order.
            try settle(near: known + read, notBefore: known)
        } else {
            // It has no name any more, but what is left of it can still be read.
            view = try fresh.following(current.file, after: old)
            try settle(near: read, notBefore: 0)
        }
        leaveArchives()
    }

    /// Stands where the last bytes have been read: at `expected`, else as near to it as they can be found.
    private func settle(near expected: Int64, notBefore first: Int64) throws(SystemError) {
        let overlap = min(Int64(trail.count), expected)
        if expected <= view.end, try view.read(expected - overlap..<expected).elementsEqual(trail.suffix(Int(overlap)))
        {
            position = expected
        } else if !trail.isEmpty, let found = try search(near: expected, from: first) {
            position = found
        } else {
            hasGap = true
            // What was read lies in or behind what is gone. If the older parts can hold none of it, all of them are new.
            position = expected >= view.archivesEnd ? view.archivesEnd : first
        }
    }

    private func search(near expected: Int64, from first: Int64) throws(SystemError) -> Int64? {
        var best: Int64?
        var start = max(0, first - Int64(trail.count))
        while start < view.end {
            let bytes = try view.read(start..<min(start + 1 << 16, view.end))
            for index in ByteSearch.all(of: trail, in: bytes) {
                let place = start + Int64(index + trail.count)
                if best.map({ abs($0 - expected) > abs(place - expected) }) ?? true { best = place }
            }
            guard bytes.count > trail.count else { break }
            start += Int64(bytes.count - trail.count + 1)
        }
        return best
    }
}

/// Finds bytes in bytes.
private enum ByteSearch {
    /// Every place where `needle` begins.
    static func all(of needle: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard let last = needle.last, bytes.count >= needle.count else { return [] }
        return (0...bytes.count - needle.count).filter { start in
            bytes[start + needle.count - 1] == last && bytes[start..<start + needle.count].elementsEqual(needle)
        }
    }
}
