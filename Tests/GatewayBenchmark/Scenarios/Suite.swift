import PlatformSupport

/// Everything that is measured of a target, in order.
struct Suite {
    let upstream: FakeUpstream
    let reactor: Reactor
    /// How long each load runs.
    let duration: Duration
    let openStreamCount: Int

    func measure(_ target: Target, ready: Duration? = nil) throws -> Figures {
        Progress.say(target.name)
        var figures = Figures(of: target.name)
        let process = target.pid.map { ProcessFigures(pid: $0) }
        figures[.ready] = ready.map { $0 / .milliseconds(1) }
        figures[.idleProportional] = process?.proportionalMegabytes
        figures[.idleResident] = process?.residentMegabytes
        try measureRequests(target, &figures)
        try measureStreams(target, &figures)
        let bulk = try BulkDownload(to: target, on: reactor).run()
        figures[.bulkRate] = bulk
        figures[.loadResident] = process?.residentMegabytes
        if target.pid != nil {
            let memory = try OpenStreams(to: target, from: upstream, on: reactor).run(count: openStreamCount)
            figures[.openResident] = memory.resident
            figures[.openProportional] = memory.proportional
        }
        return figures
    }

    /// What translation costs: for a gateway whose upstream speaks another language than its clients.
    func measureTranslation(_ target: Target) throws -> Figures {
        Progress.say(target.name)
        var figures = Figures(of: target.name)
        let process = target.pid.map { ProcessFigures(pid: $0) }
        figures[.idleResident] = process?.residentMegabytes
        let streams = try load(LoadRequest(translated: .responses, to: target), target, 32)
        figures[.translatedAtMany] = streams.eventsPerSecond
        figures[.translatedProcessor] = streams.processorMicroseconds.map { $0 / Double(Answers.eventsInStream) }
        let large = try load(LoadRequest(translated: .response, bodySize: 300_000, to: target), target, 1)
        figures[.translatedMiddle] = large.latency.microseconds(at: 0.5)
        figures[.translatedLarge] = large.processorMicroseconds
        figures[.translatedTail] = large.latency.microseconds(at: 0.99)
        figures[.loadResident] = process?.residentMegabytes
        return figures
    }

    private func measureRequests(_ target: Target, _ figures: inout Figures) throws {
        let small = LoadRequest(.message, to: target)
        let one = try load(small, target, 1)
        figures[.rateAtOne] = one.perSecond
        figures[.middleAtOne] = one.latency.microseconds(at: 0.5)
        figures[.tailAtOne] = one.latency.microseconds(at: 0.99)
        let many = try load(small, target, 32)
        figures[.rateAtMany] = many.perSecond
        figures[.middleAtMany] = many.latency.microseconds(at: 0.5)
        figures[.tailAtMany] = many.latency.microseconds(at: 0.99)
        figures[.processorAtMany] = many.processorMicroseconds
        let large = LoadRequest(.message, bodySize: 102_000, to: target)
        let largeOne = try load(large, target, 1)
        figures[.largeRateAtOne] = largeOne.perSecond
        figures[.largeMiddleAtOne] = largeOne.latency.microseconds(at: 0.5)
        figures[.largeTailAtOne] = largeOne.latency.microseconds(at: 0.99)
        let largeMany = try load(large, target, 32)
        figures[.largeRateAtMany] = largeMany.perSecond
        figures[.largeProcessorAtMany] = largeMany.processorMicroseconds
    }

    private func measureStreams(_ target: Target, _ figures: inout Figures) throws {
        let stream = LoadRequest(.stream, to: target)
        figures[.eventsAtOne] = try load(stream, target, 1).eventsPerSecond
        let many = try load(stream, target, 32)
        figures[.eventsAtMany] = many.eventsPerSecond
        figures[.processorPerEvent] = many.processorMicroseconds.map { $0 / Double(Answers.eventsInStream) }
        let paced = try PacedStream(to: target, from: upstream, on: reactor).run(streams: 20)
        figures[.eventMiddle] = paced.microseconds(at: 0.5)
        figures[.eventTail] = paced.microseconds(at: 0.99)
    }

    private func load(_ request: LoadRequest, _ target: Target, _ connections: Int) throws -> RequestLoad.Result {
        try RequestLoad(request, to: target, on: reactor).run(connections: connections, for: duration)
    }
}
