import PlatformSupport

/// All parts of a log as they were at one moment, to be read as one text: `x.log.2`, `x.log.1`, `x.log`.
///
/// The older parts never change any more. The newest is still written to, and may be cut: then its beginning has become
/// another older part, and a new snapshot is needed. ``LogReader`` sees to that.
struct LogSnapshot {
    /// One file of the log, and which bytes of the whole it holds.
    struct Part {
        let file: FileReader
        let identity: LogPartIdentity
        let range: Range<Int64>
    }

    /// Where the log is written.
    let path: String
    /// The older parts, oldest first.
    let archives: [Part]
    /// The part that is written to; nil while there is none.
    ///
    /// Its range ends where it ended when it was looked at.
    let current: Part?
    /// The older parts that there are, also those that are not among ``archives`` any more.
    let known: [LogPartIdentity]
    /// What was `x.log.1`: the same, or a copy of what still stands in the file that is written to.
    let newestFile: LogPartIdentity?

    /// Where the newest part begins.
    var archivesEnd: Int64 { current?.range.lowerBound ?? archives.last?.range.upperBound ?? 0 }
    /// How much there was to read.
    var end: Int64 { current?.range.upperBound ?? archivesEnd }

    /// The bytes of a range of the whole; fewer where it ends earlier, and more than there were where it has grown.
    func read(_ range: Range<Int64>) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in archives where part.range.overlaps(range) {
            let wanted = part.range.clamped(to: range)
            bytes += try part.file.read(at: wanted.lowerBound - part.range.lowerBound, count: wanted.count)
        }
        guard let current, range.upperBound > current.range.lowerBound else { return bytes }
        let start = max(range.lowerBound, current.range.lowerBound)
        let count = Int(range.upperBound - start)
        return try bytes + current.file.read(at: start - current.range.lowerBound, count: count)
    }

    /// Whether the parts are still the same, and the newest has not become shorter than `size`.
    func isCurrent(size: Int64) throws(SystemError) -> Bool {
        let newest = try FileSystem.info("\(path).1").map(LogPartIdentity.init)
        guard LogPartIdentity.isSameFile(newest, newestFile) else { return false }
        let info = try FileSystem.info(path)
        return LogPartIdentity.isSameFile(info.map(LogPartIdentity.init), current?.identity) && info?.size ?? 0 >= size
    }

    /// The same without its older parts, which begin the whole no more: positions are `archivesEnd` less.
    func withoutArchives() -> LogSnapshot {
        LogSnapshot(
            path: path,
            archives: [],
            current: current.map { Part(file: $0.file, identity: $0.identity, range: 0..<Int64($0.range.count)) },
            known: known,
            newestFile: newestFile
        )
    }

    /// Where the newest of the older parts ends that another snapshot knows as well.
    func end(ofPartsKnownTo other: LogSnapshot) -> Int64 {
        archives.last { other.known.contains($0.identity) }?.range.upperBound ?? 0
    }

    /// What is newer than the parts of another snapshot, behind a file that has lost its name.
    func following(_ file: FileReader, after other: LogSnapshot) throws(SystemError) -> LogSnapshot {
        let end = end(ofPartsKnownTo: other)
        let newer = archives.filter { $0.range.lowerBound >= end }
        let first = (file: file, identity: LogPartIdentity(try file.info()))
        return LogSnapshot(
            path: path,
            files: [first] + newer.map { ($0.file, $0.identity) },
            current: current.map { ($0.file, $0.identity) },
            known: known,
            newestFile: newestFile
        )
    }
}

extension LogSnapshot {
    typealias File = (file: FileReader, identity: LogPartIdentity)

    /// How often a log may be cut while it is being looked at before that is given up.
    private static let tries = 100

    /// Looks at a log.
    ///
    /// A log that is cut in that very moment is looked at again. There may be none at all: then everything is empty.
    static func take(_ path: String) throws(SystemError) -> LogSnapshot {
        for _ in 1..<tries {
            let snapshot = try once(path)
            if try snapshot.isCurrent(size: Int64(snapshot.current?.range.count ?? 0)) { return snapshot }
        }
        return try once(path)
    }

    private static func once(_ path: String) throws(SystemError) -> LogSnapshot {
        let current: File? = try open(path)
        var files: [File] = []
        var newestFile: LogPartIdentity?
        // While the parts are being renumbered, from the oldest on, one number may be missing, and one part be met again
        // under its next number.
        var missing = 0
        for number in 1...1000 where missing < 2 {
            guard let file = try open("\(path).\(number)") else {
                missing += 1
                continue
            }
            if number == 1 { newestFile = file.identity }
            // An empty one is just being made, and holds nothing in any case.
            if file.identity.size > 0, files.last?.identity != file.identity { files.append(file) }
        }
        if let current { try LogCopies(of: current.file).drop(from: &files) }
        return LogSnapshot(
            path: path,
            files: files.reversed(),
            current: current,
            known: files.map(\.identity),
            newestFile: newestFile
        )
    }

    private init(
        path: String,
        files: [File],
        current: File?,
        known: [LogPartIdentity],
        newestFile: LogPartIdentity?
    ) {
        var end: Int64 = 0
        func part(_ file: File) -> Part {
            defer { end += file.identity.size }
            return Part(file: file.file, identity: file.identity, range: end..<end + file.identity.size)
        }
        self.path = path
        archives = files.map(part)
        self.current = current.map(part)
        self.known = known
        self.newestFile = newestFile
    }

    private static func open(_ path: String) throws(SystemError) -> File? {
        guard let file = try FileReader.open(path) else { return nil }
        return (file, LogPartIdentity(try file.info()))
    }
}
