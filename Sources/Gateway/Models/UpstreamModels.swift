import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Synchronization

/// What the upstreams say which models they have: asked when somebody wants to know, and remembered for an hour.
final class UpstreamModels: Sendable {
    private struct Answer {
        var models: [ModelDescription]
        var goodUntil: MonotonicTime
    }

    private let client: UpstreamClient
    private let loop: EventLoop
    private let answers = Mutex<[UpstreamAddress: Answer]>([:])

    /// How long a list is good for.
    static let lifetime = Duration.seconds(3600)
    /// How long an upstream that did not answer is left alone.
    static let patience = Duration.seconds(60)
    /// How long a client waits for an upstream's list before it gets the built-in one.
    static let deadline = Duration.seconds(3)
    private static let sizeLimit = 1 << 20

    init(_ client: UpstreamClient, on loop: EventLoop) {
        self.client = client
        self.loop = loop
    }

    /// The models that clients can ask these accounts for.
    func models(of records: [AccountRecord], requiresPrefix: Bool) async -> [ModelDescription] {
        let accounts = records.map(\.account).filter { !$0.isDisabled }
        await refresh(accounts)
        var seen: Set<String> = []
        return accounts.flatMap { account in
            let own = account.models.offered(of: known(to: account))
            guard let prefix = account.prefix else { return own }
            let prefixed = own.map { model in
                ModelDescription(
                    id: "\(prefix)/\(model.id)",
                    displayName: model.displayName,
                    createdAt: model.createdAt,
                    owner: model.owner
                )
            }
            return requiresPrefix ? prefixed : own + prefixed
        }.filter { seen.insert($0.id).inserted }
    }

    private func known(to account: UpstreamAccount) -> [ModelDescription] {
        guard !account.service.isTranslated else { return CodexModelTable.descriptions }
        return answers.withLock { $0[account.address]?.models } ?? BuiltInModels.claude
    }

    /// Asks each upstream whose list is not good any more, all at once.
    private func refresh(_ accounts: [UpstreamAccount]) async {
        var asked: Set<UpstreamAddress> = []
        let now = MonotonicTime.now
        await withDiscardingTaskGroup { group in
            for account in accounts where account.models.listed.isEmpty && !account.service.isTranslated {
                let isGood = answers.withLock { ($0[account.address]?.goodUntil ?? now) > now }
                guard !isGood, asked.insert(account.address).inserted else { continue }
                group.addTask { await self.ask(account) }
            }
        }
    }

    private func ask(_ account: UpstreamAccount) async {
        let found = await withTaskGroup(of: [ModelDescription]?.self) { group in
            group.addTask { await self.fetch(account) }
            group.addTask {
                try? await self.loop.sleep(for: Self.deadline)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        // That whoever asked has gone says nothing about the upstream.
        guard !Task.isCancelled else { return }
        answers.withLock { answers in
            let old = answers[account.address]?.models
            answers[account.address] = Answer(
                models: found ?? old ?? BuiltInModels.claude,
                goodUntil: MonotonicTime.now.advanced(by: found == nil ? Self.patience : Self.lifetime)
            )
        }
    }

    /// nil when there is no list, for whatever reason.
    private func fetch(_ account: UpstreamAccount) async -> [ModelDescription]? {
        let fields: HTTPFields = [
            .accept: "application/json", "anthropic-version": "2023-06-01",
            .userAgent: "ccproxy-gateway/\(ProductVersion.text)",
        ]
        let request = UpstreamRequest(
            .get,
            account.address.url(of: "/v1/models?limit=1000"),
            fields: HeaderPolicy.upstreamFields(fields, for: account),
            proxy: account.proxy
        )
        do {
            let response = try await client.send(request)
            guard response.status == .ok else { return nil }
            return ModelList.read(try await response.collect(limit: Self.sizeLimit))
        } catch {
            return nil
        }
    }
}
