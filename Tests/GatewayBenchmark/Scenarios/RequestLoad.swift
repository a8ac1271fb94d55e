import PlatformSupport

/// Requests one after the other on a number of connections, for some time.
final class RequestLoad {
    /// What came of it.
    struct Result {
        var perSecond: Double
        /// From the request's first byte to the answer's last.
        var latency: Samples
        var events: Int
        var eventsPerSecond: Double
        /// Processor time of the proxy for each request, in microseconds.
        var processorMicroseconds: Double?
    }

    private let target: Target
    private let reactor: Reactor
    private let request: LoadRequest
    private var connections: [LoadConnection] = []
    private var latency = Samples()
    private var events = 0
    private var failure: String?
    private var isMeasuring = false
    private var isStopping = false
    private var underWay = 0

    init(_ request: LoadRequest, to target: Target, on reactor: Reactor) {
        self.request = request
        self.target = target
        self.reactor = reactor
    }

    /// Runs the load.
    ///
    /// - Parameters:
    ///   - count: how many connections.
    ///   - duration: how long is measured, after a fifth of that to warm up.
    /// - Returns: what came of it.
    /// - Throws: when an answer is not 200, or a connection ends.
    func run(connections count: Int, for duration: Duration) throws -> Result {
        for _ in 0..<count {
            let connection = try LoadConnection(to: target, on: reactor)
            connection.handlers.didEnd = { [unowned self] in didEnd($0, $1) }
            connection.handlers.didReceiveEvents = { [unowned self] in if isMeasuring { events += $1 } }
            connection.handlers.didClose = { [unowned self] _ in failure = "a connection was closed" }
            connections.append(connection)
            underWay += 1
            connection.start(request)
        }
        try turn(for: duration / 5)
        isMeasuring = true
        let figures = target.pid.map { ProcessFigures(pid: $0) }
        let processorBefore = figures?.processorSeconds
        let began = MonotonicTime.now
        try turn(for: duration)
        let seconds = Double(began.nanoseconds(until: .now)) / 1e9
        isMeasuring = false
        let processorAfter = figures?.processorSeconds
        try finish()
        var result = Result(
            perSecond: Double(latency.count) / seconds,
            latency: latency,
            events: events,
            eventsPerSecond: Double(events) / seconds
        )
        if let processorBefore, let processorAfter, latency.count > 0 {
            result.processorMicroseconds = (processorAfter - processorBefore) * 1e6 / Double(latency.count)
        }
        return result
    }

    private func turn(for duration: Duration) throws {
        try reactor.run(for: duration)
        if let failure { throw BenchmarkError("\(target.name): \(failure)") }
    }

    private func finish() throws {
        isStopping = true
        try reactor.run { underWay > 0 && failure == nil }
        for connection in connections {
            connection.close()
        }
        if let failure { throw BenchmarkError("\(target.name): \(failure)") }
    }

    private func didEnd(_ connection: LoadConnection, _ status: Int) {
        if status != 200 { failure = "status \(status)" }
        if isMeasuring { latency.add(connection.startTime.nanoseconds(until: .now)) }
        if isStopping { underWay -= 1 } else { connection.start(request) }
    }
}
