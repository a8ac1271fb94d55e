/// A model as lists show it.
struct ModelDescription: Sendable, Hashable {
    /// What clients ask for.
    var id: String
    var displayName: String?
    /// When it was published, in seconds since 1970; 0 when nobody knows.
    var createdAt: Int64 = 0
    /// Whose model it is, in OpenAI's lists.
    var owner = "anthropic"

    /// The same model under the name that the user has given it.
    func renamed(_ mapping: ModelMapping) -> ModelDescription {
        ModelDescription(
            id: mapping.alias,
            displayName: mapping.displayName ?? (mapping.alias == id ? displayName : nil),
            createdAt: createdAt,
            owner: owner
        )
    }
}
