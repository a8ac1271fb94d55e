import HTTPWire
import ProxyModel

/// An account with what has happened to it since the engine started.
struct AccountRecord: Sendable {
    var account: UpstreamAccount
    /// The number of the choice that it was last chosen by; 0: never.
    var lastChoice: UInt64 = 0
    /// By the upstream's name of the model; those that hold for all models by ``everyModel``.
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

    /// What stands for all models where pauses are told; no model's name has a space.
    static let everyModel = "all models"

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
        [cooldowns[model], cooldowns[Self.everyModel]]
            .compactMap { $0 }
            .filter { $0.until > now }
            .max { $0.until < $1.until }
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
        // Names come from clients; the one that stands for all of them does not, and always counts.
        guard model == Self.everyModel || cooldowns.count < Self.pausesKept || cooldowns[model] != nil else { return }
        cooldowns[model] = cooldown
    }

    /// Takes what follows from a failure for a model.
    mutating func take(_ consequence: AttemptVerdict.Note, of answer: KeptAnswer, for model: String, now: Timestamp) {
        switch consequence {
        case .nothing: break
        case .refused: refuse(model, "the upstream refuses this model (\(answer.status.code))")
        case .pause(let until, let scope):
            pause(scope == .everyModel ? Self.everyModel : model, Cooldown(until: until, answer: answer), now: now)
        }
    }

    /// Notes that the account may not use a model.
    private mutating func refuse(_ model: String, _ reason: String) {
        guard refusedModels.count < Self.pausesKept || refusedModels[model] != nil else { return }
        refusedModels[model] = reason
    }

    /// How many models are remembered: names come from clients, and no upstream has so many.
    private static let pausesKept = 64

    /// Forgets every pause and refusal.
    mutating func reset() {
        cooldowns = [:]
        refusal = nil
        renewalFailure = nil
        refusedModels = [:]
    }
}
