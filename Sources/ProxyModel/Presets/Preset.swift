/// How Claude Code is launched under one name: through which provider, and with which models for its three tiers.
package struct Preset: Hashable, Sendable {
    package let name: String
    package var provider: ProviderID
    package var opus: String
    package var sonnet: String
    package var haiku: String
    /// The models' context window in tokens, told to Claude Code where it cannot know it; `nil` leaves it to its own table.
    package var contextWindow: Int?
    /// Variables for Claude Code, each giving way to one of the same name in the user's environment.
    package var environment: [String: String]
    /// Arguments that go before the user's own, each option giving way to the user's: see `LaunchPlan`.
    package var claudeArguments: [String]

    package init(
        name: String,
        provider: ProviderID,
        opus: String,
        sonnet: String,
        haiku: String,
        contextWindow: Int? = nil,
        environment: [String: String] = [:],
        claudeArguments: [String] = []
    ) {
        self.name = name
        self.provider = provider
        self.opus = opus
        self.sonnet = sonnet
        self.haiku = haiku
        self.contextWindow = contextWindow
        self.environment = environment
        self.claudeArguments = claudeArguments
    }
}
