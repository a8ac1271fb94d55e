import WireFormats

/// The models of the codex provider and what Claude's names stand for there: all the data that there is, in one place.
///
/// Only defaults: environment and configuration come before it, and a name that is not in it is passed on as it is. What
/// an account may really use depends on its plan, and changes every few weeks.
enum CodexModelTable {
    /// A model.
    struct Entry: Sendable {
        let id: String
        let name: String
        /// How much it can be told to think.
        let efforts: [ReasoningEffort]
        /// Whether lists show it.
        var isListed = true
    }

    private static let usual = BackendModel.usualEfforts
    private static let older: [ReasoningEffort] = [.low, .medium, .high]

    /// The models, the newest first.
    static let entries: [Entry] = [
        Entry(id: "gpt-5.6-sol", name: "GPT-5.6 Sol", efforts: usual),
        Entry(id: "gpt-5.6-terra", name: "GPT-5.6 Terra", efforts: usual),
        Entry(id: "gpt-5.6-luna", name: "GPT-5.6 Luna", efforts: usual),
        Entry(id: "gpt-5.5", name: "GPT-5.5", efforts: usual),
        Entry(id: "gpt-5.4", name: "GPT-5.4", efforts: usual),
        Entry(id: "gpt-5.4-mini", name: "GPT-5.4 Mini", efforts: usual),
        Entry(id: "gpt-5.3-codex", name: "GPT-5.3 Codex", efforts: usual),
        Entry(id: "gpt-5.3-codex-spark", name: "GPT-5.3 Codex Spark", efforts: usual),
        Entry(id: "gpt-5.2", name: "GPT-5.2", efforts: usual),
        Entry(id: "gpt-5.2-codex", name: "GPT-5.2 Codex", efforts: usual),
        Entry(id: "gpt-5.1", name: "GPT-5.1", efforts: older, isListed: false),
        Entry(id: "gpt-5.1-codex", name: "GPT-5.1 Codex", efforts: older, isListed: false),
        Entry(id: "gpt-5.1-codex-max", name: "GPT-5.1 Codex Max", efforts: usual, isListed: false),
        Entry(id: "gpt-5.1-codex-mini", name: "GPT-5.1 Codex Mini", efforts: [.medium, .high], isListed: false),
        Entry(id: "gpt-5", name: "GPT-5", efforts: [.minimal, .low, .medium, .high], isListed: false),
        Entry(id: "gpt-5-codex", name: "GPT-5 Codex", efforts: older, isListed: false),
    ]

    /// How many tokens a conversation may have, as far as it is told to clients that have to shorten one.
    static let contextWindow = 272_000

    /// What a Claude model of each family stands for; by family, because names with dates are new ones soon.
    static let families: [ModelFamily: String] = [
        .haiku: "gpt-5.3-codex-spark",
        .sonnet: "gpt-5.2-codex",
        .opus: "gpt-5.3-codex(xhigh)",
    ]

    /// What a Claude model of no known family stands for, and a request that names none.
    static let usualModel = "gpt-5.2-codex"

    /// What lists show.
    static let descriptions = entries.filter(\.isListed).map { entry in
        ModelDescription(id: entry.id, displayName: entry.name, owner: "openai")
    }

    /// A model by its name.
    static func entry(of name: String) -> Entry? { entries.first { $0.id == name } }
}

/// A family of Claude models.
enum ModelFamily: String, Sendable, Hashable, CaseIterable {
    case haiku, sonnet, opus

    /// The family that a Claude model's name tells; nil when it tells none.
    init?(of model: String) {
        let name = model.lowercased()
        guard let family = Self.allCases.first(where: { name.contains($0.rawValue) }) else { return nil }
        self = family
    }

    /// The environment variable that says what its models stand for.
    var variable: String { "ANTHROPIC_DEFAULT_\(rawValue.uppercased())_MODEL" }
}
