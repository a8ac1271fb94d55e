import PlatformSupport

/// Reads a log from one place on, however often it is cut or renamed meanwhile: no byte twice, and none left out that
/// can still be found.
///
/// Where it stands is known by counting, and proven by the bytes that were read last: they have to stand before it.
final class LogReader {
    private var view: LogSnapshot
    /// Where the next byte is, in the view.
    private var position: Int64
    /// What was read last.
    private var trail: LogTrail
    /// How long the newest part was when it was last looked at: it only ever grows, unless it is cut.
    private var size: Int64
    /// Whether something was gone before it could be read; asking resets it.
    private var hasGap = false

    /// How often in a row a place may be lost and found before that is given up.
    private static let tries = 100

    /// Begins at a place in a snapshot.
    init(_ snapshot: LogSnapshot, at position: Int64) throws(SystemError) {
        view = snapshot
        self.position = position
        size = Int64(snapshot.current?.range.count ?? 0)
        trail = LogTrail(try snapshot.read(max(0, position - Int64(LogTrail.length))..<position))
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
        let overlap = min(Int64(trail.last.count), position - view.archivesEnd)
        let bytes = try view.read(position - overlap..<position + Int64(limit))
        // A file that was cut while it was read has given bytes from two places.
        guard try current.file.info().size >= before, bytes.starts(with: trail.last.suffix(Int(overlap))) else {
            return nil
        }
        size = before
        return Array(bytes.dropFirst(Int(overlap)))
    }

    private func advance(past bytes: [UInt8]) {
        position += Int64(bytes.count)
        trail.append(bytes)
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
        let read = position - old.archivesEnd
        for _ in 0..<Self.tries where try enter(LogSnapshot.take(old.path), from: old, read: read) {
            break
        }
        leaveArchives()
    }

    /// Goes on in a newer snapshot, where the place has to be found again.
    ///
    /// - Parameters:
    ///   - fresh: the snapshot.
    ///   - old: the one that the place was in.
    ///   - read: how much of its newest part had been read.
    /// - Returns: Whether that worked; not when the log has been cut once more meanwhile.
    /// - Throws: `SystemError` when the log cannot be read.
    private func enter(_ fresh: LogSnapshot, from old: LogSnapshot, read: Int64) throws(SystemError) -> Bool {
        size = Int64(fresh.current?.range.count ?? 0)
        view = fresh
        // Everything from here on is newer than what was read as an older part.
        let known = fresh.end(ofPartsKnownTo: old)
        guard let current = old.current else {
            position = known
            return true
        }
        let named = fresh.archives.map(\.identity) + [fresh.current?.identity].compactMap { $0 }
        // Cut or renamed, or both: all that was in it since is still in the same order. A file that has no name any more
        // can still be read; it comes before all that is new.
        let isNamed = named.contains { LogPartIdentity.isSameFile($0, current.identity) }
        if !isNamed { view = try fresh.following(current.file, after: old) }
        let first = isNamed ? known : 0
        let expected = first + read
        if let found = try LogSearch(view: view, trail: trail).place(near: expected, notBefore: first) {
            position = found
            return true
        }
        guard try fresh.isCurrent(size: size) else { return false }
        hasGap = true
        // What was read lies in or behind what is gone. If the older parts can hold none of it, all of them are new.
        position = expected >= view.archivesEnd ? view.archivesEnd : first
        return true
    }
}
