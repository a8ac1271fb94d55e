/// The models of Anthropic's that were known when this was written.
///
/// Only for lists, and only until the upstream has been asked: any other name is passed on as well.
enum BuiltInModels {
    static let claude: [ModelDescription] = [
        model("claude-opus-4-6", "Claude Opus 4.6"),
        model("claude-sonnet-4-6", "Claude Sonnet 4.6"),
        model("claude-opus-4-5-20251101", "Claude Opus 4.5", 1_761_955_200),
        model("claude-haiku-4-5-20251001", "Claude Haiku 4.5", 1_759_276_800),
        model("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5", 1_759_104_000),
        model("claude-opus-4-1-20250805", "Claude Opus 4.1", 1_754_352_000),
        model("claude-opus-4-20250514", "Claude Opus 4", 1_747_180_800),
        model("claude-sonnet-4-20250514", "Claude Sonnet 4", 1_747_180_800),
    ]

    private static func model(_ id: String, _ name: String, _ createdAt: Int64 = 0) -> ModelDescription {
        ModelDescription(id: id, displayName: name, createdAt: createdAt)
    }
}
