/// A model under a name of the user's own.
struct ModelMapping: Sendable, Hashable {
    /// What the upstream calls it.
    var name: String
    /// What clients call it; the same as `name` when it has no other.
    var alias: String
    /// What lists show; nil stands for the alias.
    var displayName: String?
    /// Whether clients may use `name` as well.
    var keepsName: Bool
}
