import ProxyModel

/// What can be asked of the daemon.
extension Supervisor {
    /// `GET /v1/status`
    func status(of names: [String]) async throws(ControlError) -> StatusReport {
        await reloadSettings()
        return await report(on: try lanes(named: names, includingDisabled: true))
    }

    /// `POST /v1/start`
    func start(_ names: [String]) async throws(ControlError) -> [ControlResult] {
        try await bringUp(names) { await $0.start() }
    }

    /// `POST /v1/restart`
    func restart(_ names: [String]) async throws(ControlError) -> [ControlResult] {
        try await bringUp(names) { await $0.restart() }
    }

    /// `POST /v1/stop`
    func stop(_ names: [String]) async throws(ControlError) -> [ControlResult] {
        await bringDown(try lanes(named: names, includingDisabled: true))
    }

    /// Stops every engine for good; nothing is started from here on, unless something cannot be stopped.
    func stopEverything() async -> [ControlResult] {
        isShuttingDown = true
        let results = await bringDown((try? lanes(named: [], includingDisabled: true)) ?? [])
        isShuttingDown = results.allSatisfy(\.isDone)
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
        let lanes = try lanes(named: names, includingDisabled: false)
        let before = await pids(of: lanes)
        let outcomes = await all(lanes, body)
        return zip(lanes, await snapshots(of: lanes)).map { lane, status in
            switch outcomes[lane.id] {
            case .ready(let pid)?:
                ControlResult(provider: lane.id.name, isDone: true, hasChanged: before[lane.id] != pid, status: status)
            case .failed(let reason)?:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: true, error: reason, status: status)
            case nil:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: false, status: status)
            }
        }
    }

    private func bringDown(_ lanes: [ProviderLane]) async -> [ControlResult] {
        let outcomes = await all(lanes) { await $0.stop() }
        return zip(lanes, await snapshots(of: lanes)).map { lane, status in
            switch outcomes[lane.id] {
            case .stopped(let wasRunning)?:
                ControlResult(provider: lane.id.name, isDone: true, hasChanged: wasRunning, status: status)
            case .failed(let reason)?:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: true, error: reason, status: status)
            case nil:
                ControlResult(provider: lane.id.name, isDone: false, hasChanged: false, status: status)
            }
        }
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
