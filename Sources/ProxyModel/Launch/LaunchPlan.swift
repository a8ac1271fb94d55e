/// What becomes of the process when Claude Code is launched: its environment and its arguments.
///
/// Pure: the same preset, environment and arguments always give the same plan, and nothing is looked up.
package struct LaunchPlan: Equatable, Sendable {
    /// Exactly the variables that Claude Code gets.
    package var environment: [String: String]
    /// What follows the program's name.
    package var arguments: [String]

    /// The five that lead Claude Code to a proxy.
    package static let proxyVariables = [
        "ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_DEFAULT_OPUS_MODEL",
        "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL",
    ]

    /// Credentials that Claude Code would send beside the token or instead of it.
    package static let competingVariables = ["ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"]

    /// Everything that a preset cannot set, because the launch itself decides it.
    package static let managedVariables = Set(proxyVariables + competingVariables)
}
