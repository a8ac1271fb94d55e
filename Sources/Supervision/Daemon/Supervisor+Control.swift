import ProxyModel

/// What can be asked of the daemon.
extension Supervisor {
    /// How providers stand, for `GET /v1/status` requests.
    func status(of names: [String]) async throws(ControlError) -> StatusReport {
        await reloadSettings()
        return await report(on: try lanes(named: names, forStart: false))
    }

    /// Brings providers up, for `POST /v1/start` requests.
    func start(_ names: [String]) async throws(ControlError) -> [ControlResult] {
        try await bringUp(names) { await $0.start() }
    }

    /// Ends providers and brings them up, for `POST /v1/restart` requests.
    func restart(_ names: [String]) async throws(ControlError) -> [ControlResult] {
        try await bringUp(names) { await $0.restart() }
    }

    /// Brings providers down, for `POST /v1/stop` requests.
    func stop(_ names: [String]) async throws(ControlError) -> [ControlResult] {
        await reloadSettings()
        return try await bringDown(try lanes(named: names, forStart: false))
    }

    /// Stops every engine for good; nothing is started from here on, unless something cannot be stopped.
    func stopEverything() async throws(ControlError) -> [ControlResult] {
        isShuttingDown = true
        await reloadSettings()
        await context.logs.stopKeeping()
        let lanes = try lanes(named: [], forStart: false)
        let results = try await bringDown(lanes)
        isShuttingDown = results.allSatisfy(\.isDone)
        // The daemon stays for what could not be ended, and that goes on writing.
        if !isShuttingDown { for lane in lanes { await lane.resumeLogKeeping() } }
        return results
    }

    /// From here on nothing is started any more.
    func refuseStarts() { isShuttingDown = true }

    private func bringUp(
        _ names: [String],
        _ body: @escaping @Sendable (ProviderLane) async -> StartOutcome
    ) async throws(ControlError) -> [ControlResult] {
        guard !isShuttingDown else { throw .shuttingDown }
        await reloadSettings()
        if let settingsError { throw .refused(settingsError, remedy: "mend it, then: ccproxy config validate") }
        let lanes = try lanes(named: names, forStart: true)
        let before = await pids(of: lanes)
        let outcomes = await all(lanes, body)
        let results = zip(lanes, await snapshots(of: lanes)).map { lane, status in
            switch outcomes[lane.id] {
            case .ready(let pid)?:
                ControlResult(provider: lane.id.name, isDone: true, hasChanged: before[lane.id] != pid, status: status)
            case .failed(let reason)?:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: true, error: reason, status: status)
            case nil:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: false, status: status)
            }
        }
        return try finished(results)
    }

    /// What a request came to.
    ///
    /// What the daemon's own end has cut short is no failure of an engine: the next daemon can be
    /// asked for it.
    private func finished(_ results: [ControlResult]) throws(ControlError) -> [ControlResult] {
        if isClosed, !results.allSatisfy(\.isDone) { throw .shuttingDown }
        return results
    }

    private func bringDown(_ lanes: [ProviderLane]) async throws(ControlError) -> [ControlResult] {
        let outcomes = await all(lanes) { await $0.stop() }
        let results = zip(lanes, await snapshots(of: lanes)).map { lane, status in
            switch outcomes[lane.id] {
            case .stopped(let wasRunning)?:
                ControlResult(provider: lane.id.name, isDone: true, hasChanged: wasRunning, status: status)
            case .failed(let reason)?:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: true, error: reason, status: status)
            case nil:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: false, status: status)
            }
        }
        return try finished(results)
    }

    private func pids(of lanes: [ProviderLane]) async -> [ProviderID: Int32] {
        var pids: [ProviderID: Int32] = [:]
        for lane in lanes { pids[lane.id] = await lane.pid }
        return pids
    }

    /// The same for every lane at once.
    private func all<Outcome: Sendable>(
        _ lanes: [ProviderLane],
        _ body: @escaping @Sendable (ProviderLane) async -> Outcome
    ) async -> [ProviderID: Outcome] {
        await withTaskGroup(of: (ProviderID, Outcome).self) { group in
            for lane in lanes { group.addTask { (lane.id, await body(lane)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }
}
