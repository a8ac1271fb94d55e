import Synchronization

/// Says in the log what translation leaves out: each kind once, since clients send the same with every request.
final class DropNotices: Sendable {
    private let known = Mutex<Set<String>>([])
    private let log: OutputLog

    init(_ log: OutputLog) {
        self.log = log
    }

    /// Writes the notices that were not written before.
    func write(_ notices: [String]) {
        for notice in notices where known.withLock({ $0.insert(notice).inserted }) {
            log.write(.warning, notice)
        }
    }
}
