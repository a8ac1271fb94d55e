import PlatformSupport

/// A stream whose next event is sent when the one before has arrived: how long an event is under way.
final class PacedStream {
    private let target: Target
    private let upstream: FakeUpstream
    private let reactor: Reactor
    private var latency = Samples()
    private var sentTime = MonotonicTime.now
    private var isEnded = false

    init(to target: Target, from upstream: FakeUpstream, on reactor: Reactor) {
        self.target = target
        self.upstream = upstream
        self.reactor = reactor
    }

    /// Reads a number of streams, one after the other.
    ///
    /// - Returns: for each event, the time from the upstream's send to the client's receive.
    func run(streams: Int) throws -> Samples {
        let connection = try LoadConnection(to: target, on: reactor)
        connection.handlers.didReceiveEvents = { [unowned self] _, count in
            // Two at once: somebody has held one back until the next came. Cannot happen, as the next waits for it.
            for _ in 0..<count { latency.add(sentTime.nanoseconds(until: .now)) }
            advance()
        }
        connection.handlers.didEnd = { [unowned self] _, _ in isEnded = true }
        for _ in 0..<streams {
            isEnded = false
            connection.start(LoadRequest(.paced, to: target))
            try reactor.run { upstream.heldCount == 0 }
            advance()
            try reactor.run { !isEnded }
        }
        connection.close()
        return latency
    }

    private func advance() {
        sentTime = .now
        upstream.advance()
    }
}
