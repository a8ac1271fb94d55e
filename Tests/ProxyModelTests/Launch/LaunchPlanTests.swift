import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct LaunchPlanTests {
    private func plan(
        _ preset: String,
        _ environment: [String: String] = [:],
        _ arguments: [String] = []
    ) throws -> LaunchPlan {
        let settings = Settings()
        let preset = try #require(settings.preset(preset))
        let provider = try #require(settings.provider(preset.provider))
        return .through(preset, provider: provider, key: "KEY", environment: environment, arguments: arguments)
    }

    private static let loopback = "127.0.0.1,localhost,::1"
    private static let foreign = [
        "ENABLE_TOOL_SEARCH": "false", "CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS": "1",
        "CLAUDE_CODE_ATTRIBUTION_HEADER": "0", "CLAUDE_CODE_DISABLE_1M_CONTEXT": "1",
    ]

    @Test(arguments: [
        ("ag-claude", 18417, "claude-opus-4-6-thinking", "claude-sonnet-4-6", "claude-sonnet-4-6", ""),
        ("ag-gemini", 18417, "gemini-3.1-pro-high", "gemini-3.1-pro-low", "gemini-3-flash", "1048576"),
        ("claude", 18418, "claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5-20251001", ""),
        ("codex", 18419, "gpt-5.3-codex(xhigh)", "gpt-5.3-codex(high)", "gpt-5.3-codex-spark", "272000"),
        ("gemini", 18420, "gemini-3-pro-preview", "gemini-3-flash-preview", "gemini-2.5-flash-lite", "1048576"),
    ])
    func `each preset leads to its port with its models`(
        preset: String,
        port: Int,
        opus: String,
        sonnet: String,
        haiku: String,
        window: String
    ) throws {
        var expected = [
            "HOME": "/home/me", "ANTHROPIC_BASE_URL": "http://127.0.0.1:\(port)", "ANTHROPIC_AUTH_TOKEN": "KEY",
            "ANTHROPIC_DEFAULT_OPUS_MODEL": opus, "ANTHROPIC_DEFAULT_SONNET_MODEL": sonnet,
            "ANTHROPIC_DEFAULT_HAIKU_MODEL": haiku, "no_proxy": Self.loopback, "NO_PROXY": Self.loopback,
        ]
        if preset != "claude" { expected.merge(Self.foreign) { $1 } }
        if !window.isEmpty { expected["CLAUDE_CODE_MAX_CONTEXT_TOKENS"] = window }
        let plan = try plan(preset, ["HOME": "/home/me"], ["-p", "hello"])
        #expect(plan.environment == expected)
        let own = preset == "claude" ? [] : ["--settings", #"{"permissions":{"disableAutoMode":"disable"}}"#]
        #expect(plan.arguments == own + ["-p", "hello"])
    }

    @Test func `native takes exactly the five away`() {
        let proxied = Dictionary(uniqueKeysWithValues: LaunchPlan.proxyVariables.map { ($0, "x") })
        let others = [
            "ANTHROPIC_API_KEY": "sk", "CLAUDE_CODE_OAUTH_TOKEN": "t", "ANTHROPIC_MODEL": "m", "no_proxy": "a",
            "ENABLE_TOOL_SEARCH": "false", "PATH": "/bin",
        ]
        let plan = LaunchPlan.native(environment: proxied.merging(others) { $1 }, arguments: ["--settings", "x"])
        #expect(plan.environment == others)
        #expect(plan.arguments == ["--settings", "x"])
    }

    @Test func `credentials that would win over the key are taken away, other variables stay`() throws {
        let plan = try plan(
            "claude",
            [
                "ANTHROPIC_API_KEY": "sk", "CLAUDE_CODE_OAUTH_TOKEN": "t", "ANTHROPIC_AUTH_TOKEN": "old",
                "ANTHROPIC_BASE_URL": "http://elsewhere", "ANTHROPIC_MODEL": "mine", "ANTHROPIC_CUSTOM_HEADERS": "a: b",
            ]
        )
        #expect(plan.environment["ANTHROPIC_API_KEY"] == nil)
        #expect(plan.environment["CLAUDE_CODE_OAUTH_TOKEN"] == nil)
        #expect(plan.environment["ANTHROPIC_AUTH_TOKEN"] == "KEY")
        #expect(plan.environment["ANTHROPIC_BASE_URL"] == "http://127.0.0.1:18418")
        #expect(plan.environment["ANTHROPIC_MODEL"] == "mine")
        #expect(plan.environment["ANTHROPIC_CUSTOM_HEADERS"] == "a: b")
    }

    @Test func `what the user has set stays, even when it is empty`() throws {
        let users = ["ENABLE_TOOL_SEARCH": "auto", "CLAUDE_CODE_MAX_CONTEXT_TOKENS": ""]
        let environment = try plan("codex", users).environment
        #expect(environment["ENABLE_TOOL_SEARCH"] == "auto")
        #expect(environment["CLAUDE_CODE_MAX_CONTEXT_TOKENS"] == "")
        #expect(environment["CLAUDE_CODE_ATTRIBUTION_HEADER"] == "0")
    }

    @Test(arguments: [
        (["--settings", "{}"], false), (["--settings={}"], false), (["--permission-mode", "plan"], false),
        (["--permission-mode=plan"], false), (["-p", "x", "--settings", "f.json"], false), ([], true),
        (["--settings-file", "x"], true), (["-p", "--", "--settings"], true), (["mcp", "list"], true),
    ])
    func `the preset's settings give way to the user's`(arguments: [String], isAdded: Bool) throws {
        let own = isAdded ? Preset.withoutAutoMode : []
        #expect(try plan("codex", [:], arguments).arguments == own + arguments)
    }

    @Test func `an option of the preset goes with its values and leaves the others`() {
        let preset = ["--add-dir", "/a", "/b", "--verbose", "--model", "x", "-c"]
        let merged = ClaudeArguments.merging(preset, users: ["--add-dir=/mine", "-c", "--model"])
        #expect(merged == ["--verbose", "--add-dir=/mine", "-c", "--model"])
    }

    @Test(arguments: [
        ([:], loopback, loopback),
        (["no_proxy": "corp.local"], "corp.local,\(loopback)", "corp.local,\(loopback)"),
        (["NO_PROXY": "corp.local"], "corp.local,\(loopback)", "corp.local,\(loopback)"),
        (["no_proxy": "a", "NO_PROXY": "b"], "a,\(loopback)", "b,\(loopback)"),
        (["no_proxy": "LOCALHOST, 127.0.0.1 ,::1"], "LOCALHOST, 127.0.0.1 ,::1", "LOCALHOST,127.0.0.1,::1"),
        (["no_proxy": "*"], "*", "*"),
        (["no_proxy": "", "NO_PROXY": "localhost"], loopback, "localhost,127.0.0.1,::1"),
    ])
    func `loopback is asked for directly`(users: [String: String], lower: String, upper: String) throws {
        let environment = try plan("claude", users).environment
        #expect(environment["no_proxy"] == lower)
        #expect(environment["NO_PROXY"] == upper)
    }

    @Test(arguments: [
        ("127.0.0.1", "http://127.0.0.1:1"), ("0.0.0.0", "http://127.0.0.1:1"), ("::", "http://[::1]:1"),
        ("::1", "http://[::1]:1"), ("localhost", "http://localhost:1"), ("192.168.0.7", "http://192.168.0.7:1"),
    ])
    func `the address is one that a client can use`(host: String, url: String) throws {
        let provider = ProviderSettings(id: .codex, kind: .codex, port: 1, host: host)
        let preset = try #require(Settings().preset("codex"))
        let plan = LaunchPlan.through(preset, provider: provider, key: "k", environment: [:], arguments: [])
        #expect(plan.environment["ANTHROPIC_BASE_URL"] == url)
        let isOther = host == "192.168.0.7"
        #expect(plan.environment["no_proxy"] == Self.loopback + (isOther ? ",192.168.0.7" : ""))
    }

    @Test func `claude is found as a shell finds it`() throws {
        try withTemporaryDirectory { directory in
            for (name, mode) in [("blocked", UInt16(0o644)), ("good", 0o755)] {
                try FileSystem.createDirectory(directory.path(name), mode: 0o755)
                try FileSystem.write([], atomicallyTo: directory.path("\(name)/claude"), mode: mode, durable: false)
            }
            try FileSystem.createDirectory(directory.path("folder/claude"), mode: 0o755)
            let (blocked, good) = (directory.path("blocked"), directory.path("good"))
            let path = "\(directory.path("folder")):relative::\(blocked):\(good)"
            #expect(ClaudeExecutable.find(configured: nil, path: path) == .found(good + "/claude"))
            #expect(ClaudeExecutable.find(configured: nil, path: blocked) == .notExecutable(blocked + "/claude"))
            #expect(ClaudeExecutable.find(configured: nil, path: "/nowhere") == .notInstalled)
            #expect(ClaudeExecutable.find(configured: nil, path: nil) == .notInstalled)
            #expect(ClaudeExecutable.find(configured: good + "/claude", path: nil) == .found(good + "/claude"))
            #expect(ClaudeExecutable.find(configured: good, path: path) == .notExecutable(good))
            #expect(ClaudeExecutable.find(configured: good + "/none", path: path) == .notInstalled)
        }
    }
}
