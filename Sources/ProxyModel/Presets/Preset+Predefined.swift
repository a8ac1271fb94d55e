extension Preset {
    /// The presets that need no settings, in the order in which they are listed.
    ///
    /// Only `claude` reaches Anthropic's own servers. Behind all others Claude Code must not use what only those
    /// servers give: see `foreignServerEnvironment` and `withoutAutoMode`.
    package static let predefined: [Preset] = [
        Preset(
            name: "ag-claude",
            provider: .antigravity,
            opus: "claude-opus-4-6-thinking",
            sonnet: "claude-sonnet-4-6",
            // Antigravity serves no haiku; without a name of its own Claude Code's background calls would fail.
            haiku: "claude-sonnet-4-6",
            environment: foreignServerEnvironment,
            claudeArguments: withoutAutoMode
        ),
        Preset(
            name: "ag-gemini",
            provider: .antigravity,
            opus: "gemini-3.1-pro-high",
            sonnet: "gemini-3.1-pro-low",
            haiku: "gemini-3-flash",
            contextWindow: 1_048_576,
            environment: foreignServerEnvironment,
            claudeArguments: withoutAutoMode
        ),
        Preset(
            name: "claude",
            provider: .claude,
            opus: "claude-opus-4-6",
            sonnet: "claude-sonnet-4-6",
            haiku: "claude-haiku-4-5-20251001"
        ),
        Preset(
            name: "codex",
            provider: .codex,
            opus: "gpt-5.3-codex(xhigh)",
            sonnet: "gpt-5.3-codex(high)",
            haiku: "gpt-5.3-codex-spark",
            contextWindow: 272_000,
            environment: foreignServerEnvironment,
            claudeArguments: withoutAutoMode
        ),
        Preset(
            name: "gemini",
            provider: .gemini,
            opus: "gemini-3-pro-preview",
            sonnet: "gemini-3-flash-preview",
            haiku: "gemini-2.5-flash-lite",
            contextWindow: 1_048_576,
            environment: foreignServerEnvironment,
            claudeArguments: withoutAutoMode
        ),
    ]

    /// What Claude Code needs to be told when Anthropic's own servers are not at the other end.
    ///
    /// Tool search answers with references that only Anthropic resolves; experimental betas add fields that others
    /// refuse; the attribution block changes with every session and spoils other providers' prompt caches; its default
    /// model is the one with a window of a million tokens, whatever window it was told of, so that it would compact too
    /// late.
    package static let foreignServerEnvironment = [
        "ENABLE_TOOL_SEARCH": "false",
        "CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS": "1",
        "CLAUDE_CODE_ATTRIBUTION_HEADER": "0",
        "CLAUDE_CODE_DISABLE_1M_CONTEXT": "1",
    ]

    /// Auto mode waits for a verdict that only Anthropic's servers give; without this every tool call stops.
    package static let withoutAutoMode = ["--settings", #"{"permissions":{"disableAutoMode":"disable"}}"#]

    /// The variable that carries `contextWindow`.
    package static let contextWindowVariable = "CLAUDE_CODE_MAX_CONTEXT_TOKENS"
}
