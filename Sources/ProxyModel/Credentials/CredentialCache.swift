internal import PlatformSupport

/// What token files said when they were last read, so that asking again costs one stat(2) for each directory and file.
///
/// A file is read again when it is another file, or has another length or time of modification. Engines write in place
/// and quickly after one another, and file systems stamp times in steps (4 ms on Linux, up to 2 s elsewhere); so what
/// had been modified shortly before it was read is not relied on, and is read again next time.
package struct CredentialCache: Sendable {
    /// One name in a directory.
    struct Entry: Sendable {
        let name: String
        let path: String
        /// What the file says; before the first `refresh`, nothing yet.
        var reading: Result<CredentialFile, CredentialProblem> = .failure(.brokenLink)
        /// Which state of the file that is; `nil` when it has to be read again whatever stat(2) says.
        var revision: Revision?
        /// Whether nothing has the name any more.
        var isGone = false
    }

    /// What tells one state of a file from another.
    struct Revision: Equatable, Sendable {
        private let inode: UInt64
        private let device: UInt64
        private let size: Int64
        private let modified: Int64

        /// The state of a file that is about to be read, `nil` when its next state could look the same.
        init?(_ info: FileInfo, now: Timestamp) {
            let (nanoseconds, overflow) = now.seconds.multipliedReportingOverflow(by: 1_000_000_000)
            let (limit, underflow) = nanoseconds.subtractingReportingOverflow(2_000_000_000)
            guard !overflow, !underflow, info.modified < limit else { return nil }
            self.init(info)
        }

        init(_ info: FileInfo) {
            inode = info.inode
            device = info.device
            size = info.size
            modified = info.modified
        }
    }

    private struct Directory: Sendable {
        var revision: Revision?
        var entries: [Entry]
    }

    private var directories: [String: Directory] = [:]

    /// How many files and directories have been read so far; this is what the cache keeps from growing.
    private(set) var readCount = 0

    package init() {}

    /// The token files of a directory as they are now, in the order of their names; none when it does not exist.
    mutating func entries(of path: String, now: Timestamp) throws(SystemError) -> [Entry] {
        // Taken out and put back, so that it is changed in place; after an error it stays out.
        let known = directories.removeValue(forKey: path)
        guard let info = try FileSystem.info(path) else { return [] }
        var directory = known ?? Directory(revision: nil, entries: [])
        if directory.revision != Revision(info) {
            readCount += 1
            directory.revision = Revision(info, now: now)
            directory.entries = try Self.list(path, known: directory.entries)
        }
        for index in directory.entries.indices where Self.refresh(&directory.entries[index], now: now) {
            readCount += 1
        }
        directory.entries.removeAll(where: \.isGone)
        directories[path] = directory
        return directory.entries
    }

    /// What is in a directory, each with what is known of it from before.
    private static func list(_ path: String, known: [Entry]) throws(SystemError) -> [Entry] {
        let known = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return try FileSystem.list(path).filter(CredentialFile.isName).map { name in
            known[name] ?? Entry(name: name, path: Paths.join(path, name))
        }
    }

    /// Reads a file if what is known of it does not hold any more; whether it had to be read.
    private static func refresh(_ entry: inout Entry, now: Timestamp) -> Bool {
        do throws(SystemError) {
            guard let info = try FileSystem.info(entry.path) else {
                entry.revision = nil
                entry.isGone = try FileSystem.info(entry.path, followSymlinks: false) == nil
                entry.reading = .failure(.brokenLink)
                return false
            }
            if entry.revision == Revision(info) { return false }
            entry.revision = Revision(info, now: now)
            entry.reading = try read(entry.path, info)
            return true
        } catch {
            // What keeps us from reading, above all permissions, can end without a trace in what a revision holds.
            entry.revision = nil
            entry.reading = .failure(.unreadable(error))
            return true
        }
    }

    private static func read(
        _ path: String,
        _ info: FileInfo
    ) throws(SystemError) -> Result<CredentialFile, CredentialProblem> {
        guard info.kind == .regular else { return .failure(.notAFile) }
        guard info.size <= CredentialFile.maximumSize else { return .failure(.tooLong(info.size)) }
        let bytes = try FileSystem.read(path, limit: CredentialFile.maximumSize)
        do throws(CredentialProblem) {
            return .success(try CredentialFile(decoding: bytes))
        } catch {
            return .failure(error)
        }
    }
}
