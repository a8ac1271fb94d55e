import PlatformSupport

/// Waits for what is added to logs, without ever looking on its own account.
struct LogFollower {
    private let sources: [LogSource]
    private let watcher: FileWatcher
    /// Which logs a change may concern.
    private var owners: [FileWatcher.Token: [Int]] = [:]
    /// Logs that may have more: nobody has looked since they were watched, or there was something when somebody did.
    private var pending: Set<Int>

    /// Begins to watch; what is added from now on is not missed.
    init(_ sources: [LogSource]) throws(SystemError) {
        self.sources = sources
        watcher = try FileWatcher()
        pending = Set(sources.indices)
        for index in sources.indices { try watch(index) }
    }

    /// Readable when ``takeNew(_:)`` may have something.
    var descriptor: CInt { watcher.descriptor }

    /// Hands over the lines that were added since the last call.
    ///
    /// - Returns: Whether there may be more at once.
    mutating func takeNew(_ body: (LogSource, [[UInt8]]) -> Void) throws(SystemError) -> Bool {
        var changed = pending
        pending = []
        for token in try watcher.drain() { changed.formUnion(owners[token] ?? []) }
        for index in changed.sorted() {
            // Watched again before it is read, so that nothing falls between.
            try watch(index)
            let lines = try sources[index].takeNew()
            guard !lines.isEmpty else { continue }
            body(sources[index], lines)
            pending.insert(index)
        }
        return !pending.isEmpty
    }

    /// Watches a log's next change, and its directory, or the nearest one that exists, for a log that comes anew.
    private mutating func watch(_ index: Int) throws(SystemError) {
        let path = sources[index].path
        var directory = Paths.parent(of: path)
        while directory != "/", !FileSystem.exists(directory) { directory = Paths.parent(of: directory) }
        try add(watcher.watch(directory: directory), index)
        do throws(SystemError) {
            try add(watcher.watchOnce(path), index)
        } catch  where error.isNotFound {
            // Its directory tells when it comes.
        }
    }

    private mutating func add(_ token: FileWatcher.Token, _ index: Int) {
        if owners[token]?.contains(index) != true { owners[token, default: []].append(index) }
    }
}
