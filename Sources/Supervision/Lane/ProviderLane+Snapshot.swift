package import ProxyModel

extension ProviderLane {
    /// How the provider stands, for `status`.
    ///
    /// - Parameters:
    ///   - accounts: of its directory.
    ///   - listeners: every listener on a provider's port right now: whoever holds the port of a provider that has no
    ///     engine is shown, also if nobody has tried to start it.
    /// - Returns: the provider's part of the report.
    package func snapshot(accounts: [StatusReport.Account], listeners: PortTable) -> StatusReport.Provider {
        let now = context.now()
        var state = machine.state
        var error = machine.lastError
        // What could not be ended of an engine of ours may hold the port: that is no stranger.
        if machine.isIdle, !machine.hasRemains {
            if let holder = listeners.holder(of: settings) {
                state = .foreign
                error = holder
            } else if state == .foreign {
                state = .stopped
                error = nil
            }
        }
        var report = StatusReport.Provider(
            provider: id.name,
            port: engine?.port ?? settings.port,
            url: settings.url(port: engine?.port ?? settings.port),
            engine: engineName ?? settings.engine.description,
            state: state,
            isHealthy: state == .running,
            pid: machine.phase.run?.pid,
            uptimeSeconds: engine.map { ($0.began.duration(to: now.monotonic)) / .seconds(1) },
            restarts: machine.restarts,
            lastError: error,
            accounts: accounts
        )
        if case .backoff(let until) = machine.phase {
            report.nextRetryAt = Timestamp(wall: now.wall + now.monotonic.duration(to: until) / .seconds(1))
        }
        report.exitHistory = machine.exits.map { .init(at: Timestamp(wall: $0.at), reason: $0.reason) }
        if state == .failed || state == .backoff { report.lastLogLines = machine.lastLines }
        return report
    }
}
