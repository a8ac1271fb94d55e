import PlatformSupport
import ProxyModel

/// The old lines of several logs in the order in which they were written.
///
/// Each log stays in its own order, whatever its times say; what has no time yet comes first.
struct LogMerge {
    private struct Head {
        let source: LogSource
        let line: [UInt8]
        let time: Timestamp?
    }

    private var heads: [Head] = []
    private let isLast: Bool

    /// - Parameters:
    ///   - sources: the logs.
    ///   - isLast: whether nobody is going to wait for the end of a line that was only begun.
    /// - Throws: `SystemError` when a log cannot be read.
    init(_ sources: [LogSource], isLast: Bool) throws(SystemError) {
        self.isLast = isLast
        for source in sources {
            if let head = try Self.head(of: source, isLast: isLast) { heads.append(head) }
        }
    }

    /// The next line, and whose it is; nil behind the last.
    mutating func next() throws(SystemError) -> (source: LogSource, line: [UInt8])? {
        // A few logs, so that looking at each is as good as a heap.
        guard var first = heads.indices.first else { return nil }
        for index in heads.indices.dropFirst() where Self.isEarlier(heads[index].time, heads[first].time) {
            first = index
        }
        let head = heads[first]
        if let successor = try Self.head(of: head.source, isLast: isLast) {
            heads[first] = successor
        } else {
            heads.remove(at: first)
        }
        return (head.source, head.line)
    }

    private static func head(of source: LogSource, isLast: Bool) throws(SystemError) -> Head? {
        try source.nextOld(isLast: isLast).map { Head(source: source, line: $0.line, time: $0.time) }
    }

    private static func isEarlier(_ one: Timestamp?, _ other: Timestamp?) -> Bool {
        guard let other else { return false }
        return one.map { $0 < other } ?? true
    }
}
