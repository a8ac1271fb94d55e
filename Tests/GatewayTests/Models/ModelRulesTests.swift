import Testing
import WireFormats

@testable import Gateway

struct ModelRulesTests {
    @Test(
        arguments: [
            ("gpt-5.5", "gpt-5.5", nil), ("gpt-5.5(xhigh)", "gpt-5.5", .xhigh), ("gpt-5.5(XHIGH)", "gpt-5.5", .xhigh),
            ("gpt-5.5(8192)", "gpt-5.5", .medium), ("gpt-5.5(100000)", "gpt-5.5", .xhigh),
            ("gpt-5.5(auto)", "gpt-5.5", nil),
            ("gpt-5.5(none)", "gpt-5.5", ReasoningEffort.none), ("gpt-5.5(max)", "gpt-5.5", .max),
            ("gpt-5.3-codex-xhigh", "gpt-5.3-codex", .xhigh), ("gpt-5.3-codex-low", "gpt-5.3-codex", .low),
            ("gpt-5.1-codex-max", "gpt-5.1-codex-max", nil), ("gpt-5.1-codex-max-high", "gpt-5.1-codex-max", .high),
            ("gpt-5.1-codex(xhigh)", "gpt-5.1-codex", .xhigh), ("gpt-5.4-mini", "gpt-5.4-mini", nil),
            ("gpt-5.5[1m]", "gpt-5.5", nil), ("gpt-5.5[1M](high)", "gpt-5.5", .high),
            ("gpt-5.5(high)[1m]", "gpt-5.5", .high),
            ("somebody-elses", "somebody-elses", nil), ("somebody-elses(low)", "somebody-elses", .low),
            ("(high)", "(high)", nil), ("-high", "-high", nil), ("[1m]", "gpt-5.2-codex", nil),
        ] as [(String, String, ReasoningEffort?)]
    )
    func `suffixes are taken off and become an effort`(
        asked: String,
        name: String,
        effort: ReasoningEffort?
    ) {
        #expect(ModelRules().resolve(asked) == UpstreamModel(name: name, effort: effort))
    }

    @Test(
        arguments: [
            ("claude-sonnet-4-20250514", "gpt-5.2-codex", nil), ("claude-3-5-sonnet-20241022", "gpt-5.2-codex", nil),
            ("claude-3-haiku-20240307", "gpt-5.3-codex-spark", nil),
            ("claude-3-opus-20240229", "gpt-5.3-codex", .xhigh),
            ("claude-opus-5-5[1m]", "gpt-5.3-codex", .xhigh), ("claude-opus-5-5(low)", "gpt-5.3-codex", .low),
            ("claude-fable-9", "gpt-5.2-codex", nil), ("opus", "gpt-5.3-codex", .xhigh), ("", "gpt-5.2-codex", nil),
        ] as [(String, String, ReasoningEffort?)]
    )
    func `Claude's names stand for models by their family`(asked: String, name: String, effort: ReasoningEffort?) {
        #expect(ModelRules().resolve(asked) == UpstreamModel(name: name, effort: effort))
    }

    private func rules(_ environment: [String: String]) throws -> ModelRules {
        var settings = CodexSettings()
        try settings.apply(environment)
        return settings.rules
    }

    @Test func `a family's variable comes before the table, and pass-through before both`() throws {
        let variables = [
            "ANTHROPIC_DEFAULT_OPUS_MODEL": "gpt-9(high)", "ANTHROPIC_DEFAULT_SONNET_MODEL": "gpt-8-low",
            "ANTHROPIC_DEFAULT_HAIKU_MODEL": "gpt-7",
        ]
        let mapped = try rules(variables)
        #expect(mapped.resolve("claude-opus-5") == UpstreamModel(name: "gpt-9", effort: .high))
        #expect(mapped.resolve("claude-opus-5(low)") == UpstreamModel(name: "gpt-9", effort: .low))
        #expect(mapped.resolve("claude-sonnet-5") == UpstreamModel(name: "gpt-8", effort: .low))
        #expect(mapped.resolve("claude-haiku-5") == UpstreamModel(name: "gpt-7"))
        for on in ["true", "1", "yes", "on", "TRUE"] {
            let passed = try rules(variables.merging(["PASSTHROUGH_MODE": on]) { $1 })
            #expect(passed.resolve("claude-opus-5") == UpstreamModel(name: "claude-opus-5"))
            #expect(passed.resolve("gpt-5.3-codex-xhigh") == UpstreamModel(name: "gpt-5.3-codex-xhigh"))
        }
        for off in ["false", "0", "no", "off", "Off"] {
            let strict = try rules(variables.merging(["PASSTHROUGH_MODE": off]) { $1 })
            #expect(strict.resolve("claude-opus-5") == UpstreamModel(name: "gpt-9", effort: .high))
            #expect(strict.resolve("gpt-5.5") == UpstreamModel(name: "gpt-5.5"), "the table knows it")
            #expect(strict.resolve("gpt-9") == UpstreamModel(name: "gpt-9"), "the user knows it")
            #expect(strict.resolve("somebody-elses") == UpstreamModel(name: "gpt-5.2-codex"))
        }
    }

    @Test func `a variable that names a Claude model is meant for Claude Code and not for us`() throws {
        let rules = try rules(["ANTHROPIC_DEFAULT_OPUS_MODEL": "claude-opus-4-6"])
        #expect(rules.resolve("claude-opus-4-6") == UpstreamModel(name: "gpt-5.3-codex", effort: .xhigh))
    }

    @Test func `every target of the table is in it, and every name in it once`() {
        let ids = CodexModelTable.entries.map(\.id)
        #expect(Set(ids).count == ids.count)
        for target in CodexModelTable.families.values + [CodexModelTable.usualModel] {
            #expect(ids.contains(ModelRules().resolve(target).name))
        }
    }

    @Test func `a model list of an account's own says what it serves, with suffixes too`() {
        var models = AccountModels(listed: [ModelMapping(name: "gpt-5.5", alias: "fast", keepsName: false)])
        models.rules = ModelRules()
        #expect(models.upstreamModel(of: "fast") == UpstreamModel(name: "gpt-5.5"))
        #expect(models.upstreamModel(of: "fast(low)") == UpstreamModel(name: "gpt-5.5", effort: .low))
        #expect(models.upstreamModel(of: "gpt-5.4") == nil)
        #expect(models.upstreamModel(of: "claude-opus-5") == nil)
        models = AccountModels(excluded: [ModelPattern("claude-*")])
        models.rules = ModelRules()
        #expect(models.upstreamModel(of: "claude-opus-5") == nil)
        #expect(models.upstreamModel(of: "gpt-5.5") != nil)
    }
}
