import HTTPTransport
import PlatformSupport
package import ProxyModel

/// The daemon: a lane for each provider, and the answers to what is asked over the control socket.
package actor Supervisor {
    package nonisolated var unownedExecutor: UnownedSerialExecutor { context.loop.asUnownedSerialExecutor() }

    nonisolated let context: LaneContext
    let began: Moment
    private let source: SettingsSource
    private(set) var settings: Settings
    /// The dashboard, and how it stands with its port.
    var guest = GuestPlace()
    /// Why the settings as they are now cannot be used; then the last good ones count.
    private(set) var settingsError: String?
    private var lanes: [ProviderID: ProviderLane] = [:]
    /// Providers that are no longer in the settings and not yet at rest: shown and stopped, but not started.
    private var retired: [ProviderSettings] = []
    private var accounts: [ProviderID: AccountReader] = [:]
    /// Lanes that wait for a task of their own.
    private let newLanes = AsyncStream<ProviderLane>.makeStream()
    private let endRequests = AsyncStream<Void>.makeStream()
    /// Everything is being stopped; nothing is started any more.
    var isShuttingDown = false
    /// The lanes have let go of their engines: what is asked now is for the next daemon.
    private(set) var isClosed = false

    package init(settings: Settings, source: SettingsSource, context: LaneContext) {
        self.settings = settings
        self.source = source
        self.context = context
        began = context.now()
    }

    /// Finds what earlier daemons have left, before anybody can ask for anything.
    package func prepare() async {
        retired = Leftovers(base: context.base, known: settings.providers).find()
        for provider in settings.providers + retired { await addLane(for: provider) }
    }

    /// Runs the lanes until ``close()``.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await lane in newLanes.stream { group.addTask { await lane.run() } }
        }
    }

    /// Lets go of every engine: they live on.
    package func close() async {
        isClosed = true
        for lane in lanes.values { await lane.close() }
        newLanes.continuation.finish()
    }

    /// Asks for the daemon's end.
    package func requestEnd() {
        isShuttingDown = true
        endRequests.continuation.finish()
    }

    /// Waits for ``requestEnd()``.
    package func untilEndIsRequested() async { for await _ in endRequests.stream {} }

    private func addLane(for provider: ProviderSettings) async {
        let lane = ProviderLane(
            settings: provider,
            policy: SupervisionPolicy(settings),
            logs: settings.logs,
            context: context
        )
        // What it finds comes before whatever is asked of it.
        await lane.adoptIfAlive()
        lanes[provider.id] = lane
        accounts[provider.id] = AccountReader(context.base.provider(provider.id), kind: provider.kind)
        newLanes.continuation.yield(lane)
    }

    /// Takes changed settings over.
    ///
    /// A running engine keeps what it was started with; a new provider gets its lane.
    func reloadSettings() async {
        // A lane that is made now would never run.
        guard !isClosed else { return }
        retired = await busy(retired)
        defer { placeGuest() }
        guard let loaded = source.reloadIfChanged() else { return }
        switch loaded {
        case .failure(let error):
            settingsError = "\(error)"
            context.log.write("settings: \(error)")
        case .success(let fresh):
            settingsError = nil
            context.engines.dashboardPort.set(fresh.dashboardPort)
            let former = retired + settings.providers
            settings = fresh
            retired = await busy(former.filter { old in !fresh.providers.contains { $0.id == old.id } })
            for provider in fresh.providers {
                guard let lane = lanes[provider.id] else {
                    await addLane(for: provider)
                    continue
                }
                await lane.configure(provider, policy: SupervisionPolicy(fresh), logs: fresh.logs)
            }
            context.changes.ring()
        }
    }

    /// Those whose engine runs, or will without anybody's asking.
    private func busy(_ providers: [ProviderSettings]) async -> [ProviderSettings] {
        var busy: [ProviderSettings] = []
        for provider in providers where await lanes[provider.id]?.isAtRest == false {
            busy.append(provider)
        }
        return busy
    }

    /// The lanes that names mean, in the order of the settings.
    ///
    /// - Parameters:
    ///   - names: of providers; none means all.
    ///   - forStart: whether they are to be started: then one that is switched off has to be named, and one that the
    ///     settings no longer have does not count.
    /// - Returns: their lanes.
    /// - Throws: `refused` when there is no provider of a name.
    func lanes(named names: [String], forStart: Bool) throws(ControlError) -> [ProviderLane] {
        let known = forStart ? settings.providers : settings.providers + retired
        for name in names where !known.contains(where: { $0.id.name == name }) {
            let words = known.map(\.id.name).joined(separator: ", ")
            throw .refused("there is no provider '\(name)'", remedy: "providers: \(words)")
        }
        return
            known
            .filter { names.isEmpty ? !forStart || $0.isEnabled : names.contains($0.id.name) }
            .compactMap { lanes[$0.id] }
    }

    // MARK: Reports

    /// How everything stands at this moment.
    func report(on lanes: [ProviderLane]) async -> StatusReport {
        await withDiscardingTaskGroup { group in
            for lane in lanes { group.addTask { await lane.refresh() } }
        }
        var report = emptyReport
        report.providers = await snapshots(of: lanes)
        return report
    }

    /// The report without a provider.
    var emptyReport: StatusReport {
        StatusReport(
            daemon: .init(
                isRunning: true,
                pid: CurrentProcess.pid,
                uptimeSeconds: began.monotonic.duration(to: .now) / .seconds(1),
                version: ProductVersion.text
            ),
            dashboard: dashboardReport,
            providers: []
        )
    }

    func snapshots(of lanes: [ProviderLane]) async -> [StatusReport.Provider] {
        let table = PortTable(of: Set((settings.providers + retired).map(\.port)))
        var reports: [StatusReport.Provider] = []
        for lane in lanes {
            let accounts = accounts[lane.id]?.read() ?? []
            reports.append(await lane.snapshot(accounts: accounts, listeners: table))
        }
        return reports
    }
}
