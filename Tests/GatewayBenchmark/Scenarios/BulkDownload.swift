import PlatformSupport

/// One large answer, as fast as it comes.
final class BulkDownload {
    private let target: Target
    private let reactor: Reactor
    private var isEnded = false
    private var failure: String?

    init(to target: Target, on reactor: Reactor) {
        self.target = target
        self.reactor = reactor
    }

    /// Downloads it.
    ///
    /// - Returns: megabytes a second.
    /// - Throws: when it is cut off.
    func run() throws -> Double {
        let connection = try LoadConnection(to: target, on: reactor)
        connection.handlers.didEnd = { [unowned self] _, status in
            isEnded = true
            if status != 200 { failure = "status \(status)" }
        }
        connection.handlers.didClose = { [unowned self] _ in failure = "the answer was cut off" }
        let began = MonotonicTime.now
        connection.start(LoadRequest(.bulk, to: target))
        try reactor.run { !isEnded && failure == nil }
        let seconds = Double(began.nanoseconds(until: .now)) / 1e9
        connection.close()
        if let failure { throw BenchmarkError("\(target.name): \(failure)") }
        return Double(Answers.bulkSize >> 20) / seconds
    }
}
