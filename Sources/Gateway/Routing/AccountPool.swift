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
    /// Chooses the account for a request, and counts it as used.
    ///
    /// The session's own account comes first. Then priority decides, then the strategy. An account whose credential was
    /// refused is tried when all others are out: nobody is locked out by a refusal that has become untrue.
    mutating func choose(for request: RouteRequest, now: Timestamp) -> Route {
        let wanted = WantedModel(request.model, in: self)
        let own = routing.keepsSessions ? request.session.flatMap { sessions.account(of: $0, now: now) } : nil
        var best: Candidate?
        var pause: Cooldown?
        var isServed = false
        for index in records.indices {
            guard let model = wanted.upstreamModel(at: records[index].account) else { continue }
            isServed = true
            guard !request.tried.contains(records[index].account.id) else { continue }
            if !ignoresCooldowns, let cooldown = records[index].cooldown(for: model.name, now: now) {
                if pause.map({ cooldown.until < $0.until }) ?? true { pause = cooldown }
                continue
            }
            let candidate = Candidate(
                records[index],
                index: index,
                model: model,
                isOwn: records[index].account.id == own
            )
            if best.map({ isBetter(candidate, than: $0) }) ?? true { best = candidate }
        }
        guard isServed else { return .none(records.allSatisfy(\.account.isDisabled) ? .noAccount : .noModel) }
        guard let best else { return .none(pause.map { .coolingDown($0) } ?? .allTried) }
        return use(best, session: request.session, now: now)
    }

    private mutating func use(_ candidate: Candidate, session: String?, now: Timestamp) -> Route {
        choices += 1
        records[candidate.index].lastChoice = choices
        let account = records[candidate.index].account
        if routing.keepsSessions, let session {
            sessions.bind(session, to: account.id, now: now, lifetime: routing.sessionLifetime)
        }
        return .account(account, model: candidate.model)
    }

    /// The shortest pause among all accounts that serve a model; nil when one of them needs none.
    ///
    /// Accounts that were refused count only when there are no others.
    func shortestPause(for model: String, now: Timestamp) -> Cooldown? {
        let wanted = WantedModel(model, in: self)
        var pauses: (accepted: [Cooldown?], refused: [Cooldown?]) = ([], [])
        for record in records {
            guard let model = wanted.upstreamModel(at: record.account)?.name else { continue }
            let pause = record.cooldown(for: model, now: now)
            if record.isRefused(for: model) { pauses.refused.append(pause) } else { pauses.accepted.append(pause) }
        }
        var shortest: Cooldown?
        for pause in pauses.accepted.isEmpty ? pauses.refused : pauses.accepted {
            guard let pause else { return nil }
            if shortest.map({ pause.until < $0.until }) ?? true { shortest = pause }
        }
        return shortest
    }

    private func isBetter(_ one: Candidate, than other: Candidate) -> Bool {
        if one.isRefused != other.isRefused { return other.isRefused }
        if one.isOwn != other.isOwn { return one.isOwn }
        if one.priority != other.priority { return one.priority > other.priority }
        switch routing.strategy {
        case .fillFirst: return one.index < other.index
        case .roundRobin: return one.lastChoice < other.lastChoice
        }
    }
}

/// An account that could serve a request, with what decides whether it does.
private struct Candidate {
    let index: Int
    let model: UpstreamModel
    let isOwn: Bool
    let isRefused: Bool
    let priority: Int
    let lastChoice: UInt64

    init(_ record: AccountRecord, index: Int, model: UpstreamModel, isOwn: Bool) {
        self.index = index
        self.model = model
        self.isOwn = isOwn
        isRefused = record.isRefused(for: model.name)
        priority = record.account.priority
        lastChoice = record.lastChoice
    }
}

/// A model as a client asks for it, taken apart once for all accounts.
private struct WantedModel {
    private let whole: String
    /// The word before the slash, if that is the prefix of an account, and what stands behind it.
    private let prefixed: (prefix: String, rest: String)?
    private let requiresPrefix: Bool

    init(_ model: String, in pool: AccountPool) {
        whole = model
        requiresPrefix = pool.requiresPrefix
        guard let slash = model.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            prefixed = nil
            return
        }
        let prefix = String(model[..<slash])
        let isKnown = pool.records.contains { $0.account.prefix == prefix }
        prefixed = isKnown ? (prefix, String(model[model.index(after: slash)...])) : nil
    }

    /// What an account's upstream is asked for; nil when the account does not serve the model.
    func upstreamModel(at account: UpstreamAccount) -> UpstreamModel? {
        guard !account.isDisabled else { return nil }
        if let prefixed {
            return account.prefix == prefixed.prefix ? account.models.upstreamModel(of: prefixed.rest) : nil
        }
        if requiresPrefix, account.prefix != nil { return nil }
        return account.models.upstreamModel(of: whole)
    }
}
