import HTTPTransport
import PlatformSupport
import ProxyModel

/// What engines have told about themselves, asked anew while somebody watches.
///
/// One question at a time for each engine, however many pages are open.
actor DetailsKeeper {
    nonisolated var unownedExecutor: UnownedSerialExecutor { source.loop.asUnownedSerialExecutor() }

    private nonisolated let source: DashboardSource
    private var entries: [String: Entry] = [:]
    private nonisolated let questions = AsyncStream<Question>.makeStream()

    /// How old an answer may become while somebody watches.
    private static let freshness = Duration.seconds(4)
    /// The same for an engine that logs each question: they are not to be all that its log shows.
    private static let patientFreshness = Duration.seconds(20)
    /// How many lines of an engine's log are shown.
    private static let logLines = 12

    /// What is known of one provider's engine.
    private struct Entry {
        /// Another process is another engine.
        let pid: Int32
        /// In whole seconds since 1970, so that it does not change from report to report.
        let startedAt: Int64
        var details = EngineDetails()
        var askedAt: ContinuousClock.Instant?
        var isBusy = false
        /// The engine does not take our key.
        var isRefused = false
    }

    private struct Question: Sendable {
        let provider: StatusReport.Provider
        let ownPort: UInt16
    }

    init(_ source: DashboardSource) { self.source = source }

    /// Asks what there is to ask until the task is cancelled; asleep while nobody watches.
    nonisolated func run() async {
        await withDiscardingTaskGroup { group in
            for await question in questions.stream { group.addTask { await self.ask(question) } }
            group.cancelAll()
        }
    }

    /// Everything about a provider as far as it is known; if that is old, the engine is asked, and the bell rings when
    /// its answer is another than the last.
    func view(of provider: StatusReport.Provider, ownPort: UInt16) -> ProviderView {
        let log = source.base.provider(provider).map { LogTail.read(Self.logLines, of: $0.currentLog) } ?? []
        guard let pid = provider.pid else {
            entries[provider.provider] = nil
            return ProviderView(provider, startedAt: nil, details: EngineDetails(), log: log)
        }
        var entry = entries[provider.provider] ?? newEntry(pid, provider)
        if entry.pid != pid { entry = newEntry(pid, provider) }
        let freshness = entry.details.missingRoutes.isEmpty ? Self.freshness : Self.patientFreshness
        let isOld = entry.askedAt.map { ContinuousClock.now - $0 > freshness } ?? true
        // Only one that has been proven to own its port is shown a key.
        if isOld, provider.state == .running, !entry.isBusy, !entry.isRefused {
            entry.isBusy = true
            questions.continuation.yield(Question(provider: provider, ownPort: ownPort))
        }
        entries[provider.provider] = entry
        return ProviderView(provider, startedAt: entry.startedAt, details: entry.details, log: log)
    }

    private func newEntry(_ pid: Int32, _ provider: StatusReport.Provider) -> Entry {
        Entry(pid: pid, startedAt: Timestamp.now.seconds - Int64(provider.uptimeSeconds ?? 0))
    }

    private func ask(_ question: Question) async {
        let name = question.provider.provider
        guard let pid = question.provider.pid, let former = entries[name], former.pid == pid else { return }
        let outcome = await inquire(question, former: former.details)
        guard var entry = entries[name], entry.pid == pid else { return }
        entry.isBusy = false
        entry.askedAt = .now
        switch outcome {
        case .details(let details): entry.details = details
        case .refused:
            entry.isRefused = true
            entry.details.problem = "The engine does not take our management key; restart it."
        }
        let isNews = entry.details != former.details
        entries[name] = entry
        if isNews { source.changes.ring() }
    }

    private func inquire(_ question: Question, former: EngineDetails) async -> EngineInquiry.Outcome {
        var unknown = former
        guard let id = ProviderID(question.provider.provider), let address = question.provider.address,
            let keys = try? ProviderKeys.load(base: source.base, provider: id)
        else {
            unknown.problem = "There is no way to ask the engine about its accounts."
            return .details(unknown)
        }
        let inquiry = EngineInquiry(
            address: address,
            managementKey: keys.managementKey,
            ownPort: question.ownPort,
            loop: source.loop
        )
        return await inquiry.ask(former: former)
    }
}

extension BaseDirectory {
    fileprivate func provider(_ provider: StatusReport.Provider) -> ProviderDirectory? {
        ProviderID(provider.provider).map { self.provider($0) }
    }
}

extension StatusReport.Provider {
    /// Where the engine listens.
    fileprivate var address: SocketAddress? {
        let scheme = "http://"
        let suffix = ":\(port)"
        guard url.hasPrefix(scheme), url.hasSuffix(suffix) else { return nil }
        return SocketAddress(host: String(url.dropFirst(scheme.count).dropLast(suffix.count)), port: port)
    }
}
