import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

extension ManagementAPI {
    /// Every account with what has happened to it: for the management page.
    func accountsView() -> ManagementAnswer {
        let now = Timestamp.now
        let accounts = accounts.records.map { json($0, now: now) }
        return ManagementAnswer(.members(("now", .string(now.description)), ("accounts", .array(accounts))))
    }

    private func json(_ record: AccountRecord, now: Timestamp) -> JSONValue {
        let account = record.account
        let cooldowns = record.activeCooldowns(now: now).map { entry in
            JSONValue.members(
                ("model", .string(entry.model)),
                ("until", .string(entry.cooldown.until.description)),
                ("status", .integer(entry.cooldown.answer.status.rawValue))
            )
        }
        let limits = record.limits?.all.map(Self.json) ?? []
        return .members(
            ("id", .string(account.id)),
            ("label", .string(account.label)),
            ("source", .string(account.source == .configuration ? "config" : "file")),
            ("kind", .string(account.kind)),
            ("provider", .string(account.service.kind.rawValue)),
            ("plan", account.plan.map { .string($0) }),
            ("state", .string(record.state(now: now).rawValue)),
            ("message", record.message.map { .string($0) }),
            ("priority", .integer(account.priority)),
            ("prefix", account.prefix.map { .string($0) }),
            ("note", account.note.map { .string($0) }),
            ("base_url", account.address == account.service.usualAddress ? nil : .string(account.address.description)),
            ("expires_at", account.expiry.map { .string($0.description) }),
            ("success", .integer(record.successes)),
            ("failed", .integer(record.failures)),
            ("cooldowns", .array(cooldowns)),
            ("limits", .array(limits)),
            ("limits_at", record.limits.map { .string($0.at.description) })
        )
    }

    static func json(_ limit: RateLimit) -> JSONValue {
        .members(
            ("name", .string(limit.name)),
            ("label", .string(limit.label)),
            ("limit", limit.limit.map { .integer($0) }),
            ("remaining", limit.remaining.map { .integer($0) }),
            ("utilization", limit.utilization.map { .number($0.description) }),
            ("status", limit.status.map { .string($0) }),
            ("reset", limit.reset.map { .string($0.description) }),
            ("window_minutes", limit.windowMinutes.map { .integer($0) })
        )
    }

    /// Ends pauses and refusals: of the account that is named, or of all.
    func resetCooldown(_ request: HTTPRequest) async throws -> ManagementAnswer {
        let json = try await json(request)
        let name = ["auth_index", "id", "name"].compactMap { json?[$0]?.string }.first
        let count = accounts.reset(name)
        guard count > 0 || name == nil else { return .failure(.notFound, "no such account") }
        log.write(.info, "pauses were ended for \(name ?? "all accounts")")
        return ManagementAnswer(.members(("status", .string("ok")), ("reset", .integer(count))))
    }
}

extension UpstreamAccount {
    /// What kind of credential it has.
    var kind: String {
        switch credential {
        case .apiKey: "api_key"
        case .accessToken: "oauth"
        }
    }
}

extension AccountRecord {
    /// What an account is good for now.
    enum State: String {
        case ready, disabled, refused, expired
        /// It has to rest for some models.
        case coolingDown = "cooldown"
    }

    /// What it is good for now.
    func state(now: Timestamp) -> State {
        if account.isDisabled { return .disabled }
        if refusal != nil { return .refused }
        if !activeCooldowns(now: now).isEmpty { return .coolingDown }
        if let expiry = account.expiry, expiry <= now { return .expired }
        return .ready
    }

    /// Why it was refused; nil when it was not.
    var message: String? {
        refusalText ?? refusedModels.sorted { $0.key < $1.key }.first.map { "\($0.key): \($0.value)" }
    }
}
