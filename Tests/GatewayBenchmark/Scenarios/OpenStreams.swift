/// Many streams that are open at once and say nothing.
final class OpenStreams {
    private let target: Target
    private let upstream: FakeUpstream
    private let reactor: Reactor
    private var begun = 0
    private var ended = 0
    private var failure: String?

    init(to target: Target, from upstream: FakeUpstream, on reactor: Reactor) {
        self.target = target
        self.upstream = upstream
        self.reactor = reactor
    }

    /// Opens the streams, measures, and lets them end.
    ///
    /// - Returns: the proxy's resident and proportional memory in megabytes while all are open.
    func run(count: Int) throws -> (resident: Double?, proportional: Double?) {
        let request = LoadRequest(.held, to: target)
        var connections: [LoadConnection] = []
        for _ in 0..<count {
            let connection = try LoadConnection(to: target, on: reactor)
            connection.handlers.didReceiveEvents = { [unowned self] _, _ in begun += 1 }
            connection.handlers.didEnd = { [unowned self] _, _ in ended += 1 }
            connection.handlers.didClose = { [unowned self] _ in failure = "a stream was cut off" }
            connection.start(request)
            connections.append(connection)
        }
        try reactor.run { begun < count && failure == nil }
        let figures = target.pid.map { ProcessFigures(pid: $0) }
        let result = (figures?.residentMegabytes, figures?.proportionalMegabytes)
        upstream.release()
        try reactor.run { ended < count && failure == nil }
        for connection in connections {
            connection.close()
        }
        if let failure { throw BenchmarkError("\(target.name): \(failure)") }
        return result
    }
}
