import ProxyModel

/// A pause that an upstream has asked for, for one account and one model.
struct Cooldown: Sendable, Equatable {
    /// When the account may be used again; never later than the upstream has said.
    let until: Timestamp
    /// What the upstream answered, for clients that have to be told meanwhile.
    let answer: KeptAnswer
}
