/// What becomes of the process when Claude Code is launched: its environment and its arguments.
///
/// Pure: the same preset, environment and arguments always give the same plan, and nothing is looked up.
package struct LaunchPlan: Equatable, Sendable {
    /// Exactly the variables that Claude Code gets.
    package let environment: [String: String]
    /// What follows the program's name.
    package let arguments: [String]

    /// The five that lead Claude Code to a proxy.
    package static let proxyVariables = [
        "ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_DEFAULT_OPUS_MODEL",
        "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL",
    ]

    /// Credentials that Claude Code would send beside the token or instead of it.
    package static let competingVariables = ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"]

    /// Everything that a preset cannot set, because the launch itself decides it.
    package static let managedVariables = Set(proxyVariables + competingVariables)

    /// Claude Code as it is without us: the five variables are gone, and nothing else is changed.
    package static func native(environment: [String: String], arguments: [String]) -> LaunchPlan {
        LaunchPlan(
            environment: environment.filter { !proxyVariables.contains($0.key) },
            arguments: arguments
        )
    }

    /// Claude Code through a provider's engine.
    ///
    /// - Parameters:
    ///   - preset: What the user named.
    ///   - provider: The preset's provider.
    ///   - key: The provider's generated key, which the engine asks for.
    ///   - environment: The user's variables; what the preset adds gives way to them.
    ///   - arguments: The user's arguments; the preset's options give way to them, and come before them.
    /// - Returns: The plan.
    package static func through(
        _ preset: Preset,
        provider: ProviderSettings,
        key: String,
        environment: [String: String],
        arguments: [String]
    ) -> LaunchPlan {
        var plan = preset.environment
        if let window = preset.contextWindow { plan[Preset.contextWindowVariable] = String(window) }
        plan.merge(environment) { _, users in users }
        for name in competingVariables { plan[name] = nil }
        let decided = [provider.url, key, preset.opus, preset.sonnet, preset.haiku]
        for (name, value) in zip(proxyVariables, decided) { plan[name] = value }
        ProxyExceptions.add(hosts: ["127.0.0.1", "localhost", "::1", provider.host], to: &plan)
        return LaunchPlan(
            environment: plan,
            arguments: ClaudeArguments.merging(preset.claudeArguments, users: arguments)
        )
    }
}
