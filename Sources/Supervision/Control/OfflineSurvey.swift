package import ProxyModel

/// What can be seen of the providers when no daemon runs.
package struct OfflineSurvey {
    private let base: BaseDirectory
    private let settings: Settings

    package init(base: BaseDirectory, settings: Settings) {
        self.base = base
        self.settings = settings
    }

    /// Whether an engine of a daemon that has died lives on.
    ///
    /// A lock that cannot be looked at counts as held: then a daemon is started, and says what is wrong.
    package func hasLiveEngines() -> Bool {
        let isAlive = settings.providers.contains { provider in
            (try? EngineAdoption(directory: base.provider(provider.id)).isLocked()) ?? true
        }
        return isAlive || !Leftovers(base: base, known: settings.providers).find().isEmpty
    }

    /// Removes PID files and records, which name nobody.
    package func removeStaleRecords() {
        for provider in settings.providers {
            // One that cannot be looked at is explained by whoever starts it.
            _ = try? EngineAdoption(directory: base.provider(provider.id)).removeStaleRecords()
        }
    }

    /// The report: everything is stopped, or its port is somebody else's.
    ///
    /// - Parameter names: of providers; none means all.
    /// - Returns: what `status` shows.
    package func report(on names: [String]) -> StatusReport {
        let asked = settings.providers.filter { names.isEmpty || names.contains($0.id.name) }
        let table = PortTable(of: Set(asked.map(\.port)))
        return StatusReport(
            daemon: .init(isRunning: false, pid: nil, uptimeSeconds: nil, version: ProductVersion.text),
            dashboard: .init(isRunning: false, url: settings.dashboardURL),
            providers: asked.map { provider in
                let holder = table.holder(of: provider)
                var accounts = AccountReader(base.provider(provider.id), kind: provider.kind)
                return StatusReport.Provider(
                    provider: provider.id.name,
                    port: provider.port,
                    url: provider.url,
                    engine: provider.engine.description,
                    state: holder == nil ? .stopped : .foreign,
                    lastError: holder,
                    accounts: accounts.read()
                )
            }
        )
    }
}
