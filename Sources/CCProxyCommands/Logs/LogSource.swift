import PlatformSupport
import ProxyModel

/// One log that is shown: whose it is, and its lines from where showing begins.
final class LogSource {
    /// Whose log it is.
    let name: String
    /// Where it is written.
    let path: String

    private let reader: LogReader
    private var assembler = LineAssembler()
    private var lines: ArraySlice<[UInt8]> = []
    /// How much of what was there at the beginning is still to be read.
    private var remaining: Int64
    private var times = LineTime()
    /// When the last line was written, as far as any has said.
    private var lastTime: Timestamp?

    /// Which lines are wanted.
    struct Selection {
        /// The last so many; nil for no limit.
        var count: Int?
        /// Those that were not written earlier.
        var since: Timestamp?
    }

    init(name: String, path: String, showing selection: Selection) throws(SystemError) {
        self.name = name
        self.path = path
        let snapshot = try LogSnapshot.take(path)
        let start = LogStart(snapshot: snapshot)
        var position: Int64 = 0
        if let count = selection.count { position = try start.ofLastLines(count) }
        if let since = selection.since { position = max(position, try start.ofLines(since: since)) }
        remaining = snapshot.end - position
        reader = try LogReader(snapshot, at: position)
    }

    /// The next of the lines that were there at the beginning, and when it was written; nil behind the last of them.
    ///
    /// A line without a time has that of the line before it. A last line without an end counts only if nobody is going
    /// to wait for its end.
    func nextOld(isLast: Bool) throws(SystemError) -> (line: [UInt8], time: Timestamp?)? {
        while lines.isEmpty, remaining > 0 {
            let bytes = try reader.next(Int(min(remaining, 1 << 16)))
            remaining = bytes.isEmpty ? 0 : remaining - Int64(bytes.count)
            lines = assembler.lines(in: bytes)[...]
        }
        guard let line = lines.popFirst() ?? (isLast ? assembler.takeRest() : nil) else { return nil }
        if let time = times.of(line) { lastTime = time }
        return (line, lastTime)
    }

    /// The lines that have been ended since the last call, at most about a megabyte of them; none at the end for now.
    func takeNew() throws(SystemError) -> [[UInt8]] {
        var taken: [[UInt8]] = []
        for _ in 0..<16 {
            let bytes = try reader.next()
            guard !bytes.isEmpty else { break }
            taken += assembler.lines(in: bytes)
        }
        return taken
    }

    /// Whether something was gone before it could be read, since this was last asked.
    func takeGap() -> Bool { reader.takeGap() }
}
