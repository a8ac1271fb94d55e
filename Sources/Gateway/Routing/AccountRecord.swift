import HTTPWire
import ProxyModel

/// An account with what has happened to it since the engine started.
struct AccountRecord: Sendable {
    var account: UpstreamAccount
    /// The number of the choice that it was last chosen by; 0: never.
    var lastChoice: UInt64 = 0
    /// By the upstream's name of the model.
    var cooldowns: [String: Cooldown] = [:]
    /// Why the upstream does not accept the credential; nil while it does.
    var refusal: String?
    /// What the last attempt to renew the credential has failed with; nil when it has not.
    var renewalFailure: String?
    /// Why the upstream does not let this account use a model, by the upstream's name of it.
    var refusedModels: [String: String] = [:]
    var successes = 0
    var failures = 0
    var recent = RecentOutcomes()
    /// What was last heard about the account's limits.
    var limits: ReportedLimits?

    init(_ account: UpstreamAccount) {
        self.account = account
    }

    /// Why the account is refused, with what keeps its credential from being renewed; nil while it is not.
    var refusalText: String? {
        guard let refusal else { return nil }
        guard let renewalFailure, renewalFailure != refusal else { return refusal }
        return "\(refusal); \(renewalFailure)"
    }

    /// The pause that holds for a model now.
    func cooldown(for model: String, now: Timestamp) -> Cooldown? {
        cooldowns[model].flatMap { $0.until > now ? $0 : nil }
    }

    /// The pauses that hold now, by model.
    func activeCooldowns(now: Timestamp) -> [(model: String, cooldown: Cooldown)] {
        cooldowns.filter { $0.value.until > now }.map { ($0.key, $0.value) }.sorted { $0.model < $1.model }
    }

    /// Whether the account is a last resort for a model.
    func isRefused(for model: String) -> Bool {
        refusal != nil || refusedModels[model] != nil
    }

    /// Leaves the account alone for a model, and forgets the pauses that are over: clients may ask for any name.
    mutating func pause(_ model: String, _ cooldown: Cooldown, now: Timestamp) {
        cooldowns = cooldowns.filter { $0.value.until > now }
        cooldowns[model] = cooldown
    }

    /// Forgets every pause and refusal.
    mutating func reset() {
        cooldowns = [:]
        refusal = nil
        renewalFailure = nil
        refusedModels = [:]
    }
}
