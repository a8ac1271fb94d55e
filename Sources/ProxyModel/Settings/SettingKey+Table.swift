extension SettingKey {
    /// Every setting, in the order in which they are shown.
    package static let table: [SettingKey] = providerKeys + presetKeys + generalKeys

    private static let providerKeys: [SettingKey] = [
        SettingKey(
            provider: "kind",
            "Whose accounts it holds; needed for a provider of your own, fixed for the predefined ones",
            .kind,
            \.kind
        ),
        SettingKey(provider: "enabled", "Whether `start all` includes it", .boolean, \.isEnabled),
        SettingKey(provider: "host", "The address that its engine listens on", .host, \.host),
        SettingKey(provider: "port", "The port that its engine listens on", .port, \.port),
        SettingKey(provider: "engine", "The program that serves it", .engine, \.engine),
    ]

    private static let presetKeys: [SettingKey] = [
        SettingKey(preset: "provider", "The provider that it goes through", .provider, \.provider),
        SettingKey(preset: "opus", "The model for the opus tier", .text("the name of a model"), \.opus),
        SettingKey(preset: "sonnet", "The model for the sonnet tier", .text("the name of a model"), \.sonnet),
        SettingKey(preset: "haiku", "The model for the haiku tier", .text("the name of a model"), \.haiku),
        SettingKey(
            preset: "context-window",
            "The models' context window in tokens, told to Claude Code; 0 leaves it to Claude Code",
            .tokens,
            \.contextWindow
        ),
        SettingKey(presetVariable: "A variable for Claude Code, unless your environment has it; null takes it away"),
        SettingKey(
            preset: "claude-args",
            "Arguments for Claude Code before your own; an option gives way to the same one of yours",
            .strings,
            \.claudeArguments
        ),
    ]

    private static let generalKeys: [SettingKey] = [
        SettingKey("dashboard.port", "The port of the dashboard, on loopback", .port, \.dashboardPort),
        SettingKey(
            "links.port-offset",
            "Added to the ports in printed links, for ports that are forwarded under other numbers",
            .integer(-65535...65535),
            \.linksPortOffset
        ),
        SettingKey(
            "restart.initial-delay",
            "The wait before the second restart of a crashed engine; the first is at once",
            .duration(.zero ... .seconds(600)),
            \.restart.initialDelay
        ),
        SettingKey(
            "restart.max-delay",
            "The longest wait between two restarts",
            .duration(.zero ... .seconds(3600)),
            \.restart.maximumDelay
        ),
        SettingKey(
            "restart.max-attempts",
            "Starts in a row that end badly before an engine is given up; 1 or 0 never restarts",
            .integer(0...1000),
            \.restart.maximumAttempts
        ),
        SettingKey(
            "restart.stable-after",
            "How long an engine has to run for its restarts to be forgotten",
            .duration(.zero ... .seconds(86_400)),
            \.restart.stableAfter
        ),
        SettingKey(
            "health.interval",
            "The time from one probe of a running engine to the next",
            .duration(.milliseconds(10) ... .seconds(3600)),
            \.health.interval
        ),
        SettingKey(
            "health.timeout",
            "How long one probe may take",
            .duration(.milliseconds(10) ... .seconds(300)),
            \.health.timeout
        ),
        SettingKey(
            "health.failures",
            "Failed probes in a row that make an engine unhealthy",
            .integer(1...100),
            \.health.failures
        ),
        SettingKey(
            "stop.grace",
            "How long an engine may take to end before it is killed",
            .duration(.zero ... .seconds(60)),
            \.stopGrace
        ),
        SettingKey(
            "logs.max-size",
            "The size at which an engine's log is rotated",
            .size(4096...1_000_000_000_000),
            \.logs.maximumSize
        ),
        SettingKey("logs.keep", "How many rotated logs are kept", .integer(0...1000), \.logs.keep),
        SettingKey("claude.path", "Claude Code's executable; without it, `claude` in PATH", .path, \.claudePath),
        SettingKey(
            "engine.releases",
            "Where `engine install` gets cli-proxy-api from",
            .webAddress,
            \.engineReleases
        ),
    ]
}
