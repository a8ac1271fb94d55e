import ProxyModel

/// The accounts, and the choice among them.
///
/// A value without a clock: whoever asks says what time it is.
struct AccountPool: Sendable {
    private(set) var records: [AccountRecord] = []
    private(set) var sessions = SessionBindings()
    private var choices: UInt64 = 0

    /// How accounts are chosen.
    var routing = RoutingSettings()
    /// Whether a model without a prefix is served by accounts without a prefix only.
    var requiresPrefix = false
    /// Whether pauses that upstreams ask for are ignored.
    var ignoresCooldowns = false

    /// Replaces the accounts.
    ///
    /// What has happened to an account is kept; pauses and refusals only as long as its credential is the same, since a
    /// new one is a new chance.
    mutating func replaceAccounts(by accounts: [UpstreamAccount]) {
        let old = Dictionary(records.map { ($0.account.id, $0) }) { first, _ in first }
        records = accounts.map { account in
            guard var record = old[account.id] else { return AccountRecord(account) }
            if record.account.credential != account.credential || record.account.address != account.address {
                record.reset()
            }
            record.account = account
            return record
        }
        sessions.keep(Set(accounts.map(\.id)))
    }

    /// Applies a change to the record of an account, if it still exists.
    mutating func update(_ id: String, _ change: (inout AccountRecord) -> Void) {
        guard let index = records.firstIndex(where: { $0.account.id == id }) else { return }
        change(&records[index])
    }

    /// Forgets pauses and refusals: of one account, or of all.
    ///
    /// - Returns: how many accounts that concerned.
    @discardableResult
    mutating func reset(_ id: String? = nil) -> Int {
        var count = 0
        for index in records.indices where id == nil || records[index].account.id == id {
            records[index].reset()
            count += 1
        }
        return count
    }
}

// MARK: - Choosing

extension AccountPool {
    /// An account that could serve a request.
    private struct Candidate {
        let index: Int
        let model: String
    }

    /// Chooses the account for a request, and counts it as used.
    ///
    /// The session's own account comes first. Then priority decides, then the strategy. An account whose credential was
    /// refused is tried when all others are out: nobody is locked out by a refusal that has become untrue.
    mutating func choose(for request: RouteRequest, now: Timestamp) -> Route {
        let candidates = candidates(for: request.model)
        guard !candidates.isEmpty else {
            return .none(records.allSatisfy(\.account.isDisabled) ? .noAccount : .noModel)
        }
        let untried = candidates.filter { !request.tried.contains(records[$0.index].account.id) }
        guard !untried.isEmpty else { return .none(.allTried) }
        let ready = ignoresCooldowns ? untried : untried.filter { cooldown(of: $0, now: now) == nil }
        guard let choice = preferred(ready, session: request.session, now: now) else {
            let pauses = untried.compactMap { cooldown(of: $0, now: now) }
            return .none(pauses.min { $0.until < $1.until }.map { .coolingDown($0) } ?? .allTried)
        }
        choices += 1
        records[choice.index].lastChoice = choices
        let account = records[choice.index].account
        if routing.keepsSessions, let session = request.session {
            sessions.bind(session, to: account.id, now: now, lifetime: routing.sessionLifetime)
        }
        return .account(account, model: choice.model)
    }

    /// Whether another account could still be asked; chooses none.
    func hasAnother(for request: RouteRequest, now: Timestamp) -> Bool {
        candidates(for: request.model).contains { candidate in
            !request.tried.contains(records[candidate.index].account.id)
                && (ignoresCooldowns || cooldown(of: candidate, now: now) == nil)
        }
    }

    /// The shortest pause among all accounts that serve a model; nil when one of them needs none.
    ///
    /// Accounts that were refused count only when there are no others.
    func shortestPause(for model: String, now: Timestamp) -> Cooldown? {
        var shortest: Cooldown?
        let all = candidates(for: model)
        let accepted = all.filter { !records[$0.index].isRefused(for: $0.model) }
        for candidate in accepted.isEmpty ? all : accepted {
            guard let pause = cooldown(of: candidate, now: now) else { return nil }
            if pause.until < shortest?.until ?? pause.until.advanced(bySeconds: 1) { shortest = pause }
        }
        return shortest
    }

    private func cooldown(of candidate: Candidate, now: Timestamp) -> Cooldown? {
        records[candidate.index].cooldown(for: candidate.model, now: now)
    }

    private func candidates(for model: String) -> [Candidate] {
        let slash = model.firstIndex(of: "/")
        let prefix = slash.map { String(model[..<$0]) }
        let isPrefixed = prefix != nil && records.contains { $0.account.prefix == prefix }
        return records.indices.compactMap { index in
            let account = records[index].account
            guard !account.isDisabled else { return nil }
            var wanted = model
            if isPrefixed, let slash {
                guard account.prefix == prefix else { return nil }
                wanted = String(model[model.index(after: slash)...])
            } else if requiresPrefix, account.prefix != nil {
                return nil
            }
            return account.models.upstreamName(of: wanted).map { Candidate(index: index, model: $0) }
        }
    }

    private func preferred(_ candidates: [Candidate], session: String?, now: Timestamp) -> Candidate? {
        let accepted = candidates.filter { !records[$0.index].isRefused(for: $0.model) }
        let pool = accepted.isEmpty ? candidates : accepted
        if routing.keepsSessions, let session, let own = sessions.account(of: session, now: now),
            let candidate = pool.first(where: { records[$0.index].account.id == own })
        {
            return candidate
        }
        guard let priority = pool.map({ records[$0.index].account.priority }).max() else { return nil }
        let best = pool.filter { records[$0.index].account.priority == priority }
        switch routing.strategy {
        case .fillFirst: return best.first
        case .roundRobin: return best.min { records[$0.index].lastChoice < records[$1.index].lastChoice }
        }
    }
}
