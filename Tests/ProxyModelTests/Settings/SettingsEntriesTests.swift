import Testing

@testable import ProxyModel

struct SettingsEntriesTests {
    private let loaded: LoadedSettings

    init() throws {
        loaded = try SettingsLoader.load(file: Fixtures.bytes("settings/everything.yaml"), path: "f")
    }

    @Test func `every setting is shown once, with its value and source`() throws {
        let entries = loaded.entries
        #expect(Set(entries.map(\.key)).count == entries.count)
        let byKey = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0) })
        #expect(byKey["providers.codex.port"]?.text == "28419")
        #expect(byKey["providers.codex.port"]?.source.description == "f:5:11")
        #expect(byKey["presets.codex.claude-args"]?.text == "[\"--verbose\"]")
        #expect(byKey["presets.codex.env.API_TIMEOUT_MS"]?.text == "900000")
        #expect(byKey["restart.max-delay"]?.text == "90s")
        #expect(byKey["logs.max-size"]?.text == "1MiB")
        #expect(byKey["providers.claude.enabled"]?.text == "true")
        #expect(byKey["providers.claude.enabled"]?.source == .standard)
    }

    @Test func `a preset shows everything that it does`() throws {
        let entries = try LoadedSettings().entries(named: "presets.codex").map { "\($0.key)=\($0.text)" }
        #expect(
            entries == [
                "presets.codex.provider=codex",
                "presets.codex.opus=gpt-5.3-codex(xhigh)",
                "presets.codex.sonnet=gpt-5.3-codex(high)",
                "presets.codex.haiku=gpt-5.3-codex-spark",
                "presets.codex.context-window=272000",
                "presets.codex.env.CLAUDE_CODE_ATTRIBUTION_HEADER=0",
                "presets.codex.env.CLAUDE_CODE_DISABLE_1M_CONTEXT=1",
                "presets.codex.env.CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1",
                "presets.codex.env.ENABLE_TOOL_SEARCH=false",
                "presets.codex.claude-args=[\"--settings\", \"{\\\"permissions\\\":{\\\"disableAutoMode\\\":\\\"disable\\\"}}\"]",
            ]
        )
    }

    @Test(arguments: [
        ("providers.codex.prt", "providers.codex.prt is not a setting. Did you mean providers.codex.port?"),
        ("presets.codec", "presets.codec is not set. Did you mean presets.codex?"),
        ("provider", "provider is not a setting. Did you mean providers?"),
    ])
    func `a name that is none leads to the nearest`(name: String, message: String) throws {
        let error = try #require(throws: SettingsError.self) { try loaded.entries(named: name) }
        #expect(error.description == message)
    }

    @Test func `what is shown can be set again and means the same`() throws {
        let changes = loaded.entries.filter { $0.source != .standard }.map { (key: $0.key, value: $0.text) }
        var text: [UInt8] = []
        let own = changes.filter { $0.key.hasPrefix("providers.codex-work") }
        let pair = own.map { "\($0.key.split(separator: ".")[2]): \($0.value)" }.joined(separator: ", ")
        text = try SettingsEditor.applying([("providers.codex-work", "{\(pair)}")], to: text, path: "f")
        text = try SettingsEditor.applying(changes, to: text, path: "f")
        text = try SettingsEditor.applying([("presets.codex.env", "{ENABLE_TOOL_SEARCH: null}")], to: text, path: "f")
        #expect(try SettingsLoader.load(file: text, path: "f").settings == loaded.settings)
    }
}
