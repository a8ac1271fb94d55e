import Testing

@testable import ProxyModel

struct SettingsFileTests {
    private func load(_ text: String) throws(SettingsError) -> LoadedSettings {
        try SettingsLoader.load(file: Array(text.utf8), path: "configs/ccproxy.yaml")
    }

    private func problems(_ text: String) -> [SettingsProblem] {
        do throws(SettingsError) {
            _ = try load(text)
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `without a file everything has its default`() throws {
        let settings = try load("# nothing yet\n").settings
        #expect(settings == Settings())
        #expect(settings.providers.map(\.port) == [18417, 18418, 18419, 18420])
        #expect(settings.restart.initialDelay == .milliseconds(500))
        #expect(settings.restart.maximumDelay == .seconds(30))
        #expect(settings.restart.maximumAttempts == 5)
        #expect(settings.restart.stableAfter == .seconds(30))
        #expect(settings.health.interval == .seconds(5))
        #expect(settings.health.timeout == .seconds(1))
        #expect(settings.health.failures == 2)
        #expect(settings.stopGrace == .seconds(10))
        #expect(settings.logs.maximumSize == 10_000_000)
        #expect(settings.logs.keep == 5)
        #expect(settings.dashboardPort == 18500)
    }

    @Test func `every key can be set, and knows its line`() throws {
        let loaded = try load(Fixtures.text("settings/everything.yaml"))
        let settings = loaded.settings
        let codex = try #require(settings.provider(.codex))
        #expect(!codex.isEnabled && codex.port == 28419 && codex.host == "0.0.0.0" && codex.engine == .named(.gateway))
        #expect(settings.provider(.gemini)?.engine == .path("/opt/engine"))
        let work = try #require(ProviderID("codex-work").flatMap { settings.provider($0) })
        #expect(work.kind == .codex && work.port == 18431)
        let preset = try #require(settings.preset("codex"))
        #expect(preset.opus == "gpt-5.5" && preset.haiku == "gpt-5.3-codex-spark")
        #expect(preset.contextWindow == nil)
        #expect(preset.environment["ENABLE_TOOL_SEARCH"] == nil)
        #expect(preset.environment["API_TIMEOUT_MS"] == "900000")
        #expect(preset.environment["CLAUDE_CODE_ATTRIBUTION_HEADER"] == "0")
        #expect(preset.claudeArguments == ["--verbose"])
        #expect(settings.dashboardPort == 28500 && settings.linksPortOffset == 10000)
        #expect(settings.restart.initialDelay == .milliseconds(250) && settings.restart.maximumAttempts == 0)
        #expect(settings.restart.maximumDelay == .seconds(90) && settings.restart.stableAfter == .seconds(90))
        #expect(settings.health.interval == .seconds(2) && settings.health.timeout == .milliseconds(1500))
        #expect(settings.health.failures == 3 && settings.stopGrace == .zero)
        #expect(settings.logs.maximumSize == 1 << 20 && settings.logs.keep == 0)
        #expect(settings.claudePath == "/opt/claude")
        #expect(loaded.source(of: "providers.codex.port").description == "configs/ccproxy.yaml:5:11")
        #expect(loaded.source(of: "providers.claude.port") == .standard)
    }

    @Test func `the order of providers and presets does not depend on the file`() throws {
        let text = """
            presets: {zz: {provider: zeta, opus: m}, aa: {provider: claude, opus: m}}
            providers: {zeta: {kind: gemini, port: 1}, alpha: {kind: claude, port: 2}}
            """
        let settings = try load(text).settings
        #expect(settings.providers.map(\.id.name) == ["antigravity", "claude", "codex", "gemini", "alpha", "zeta"])
        #expect(settings.presets.map(\.name) == ["ag-claude", "ag-gemini", "claude", "codex", "gemini", "aa", "zz"])
    }

    @Test func `a preset of one's own fills its tiers and is told what its servers cannot do`() throws {
        let text = """
            providers: {work: {kind: codex, port: 1}}
            presets: {w: {provider: work, opus: big}, c: {provider: claude, opus: x, sonnet: y}}
            """
        let settings = try load(text).settings
        let work = try #require(settings.preset("w"))
        #expect([work.opus, work.sonnet, work.haiku] == ["big", "big", "big"])
        #expect(work.environment == Preset.foreignServerEnvironment && work.claudeArguments == Preset.withoutAutoMode)
        let claude = try #require(settings.preset("c"))
        #expect([claude.sonnet, claude.haiku] == ["y", "y"])
        #expect(claude.environment.isEmpty && claude.claudeArguments.isEmpty)
    }

    @Test func `hundreds of providers are fine`() throws {
        let lines = (0..<300).map { "  p\($0): {kind: codex, port: \(20000 + $0)}" }
        #expect(try load("providers:\n" + lines.joined(separator: "\n")).settings.providers.count == 304)
    }

    @Test func `all that is wrong is reported at once, each with its place`() {
        let text = """
            providers:
              codex:
                prot: 18419
                port: "18419"
                engine: fast
              Work: {kind: codex, port: 1}
            helth:
              interval: 5s
            health:
              interval: 5
            stop: 10s
            """
        #expect(
            problems(text).map(\.description) == [
                "configs/ccproxy.yaml:3:5: providers.codex.prot is not a setting. Did you mean providers.codex.port?",
                "configs/ccproxy.yaml:6:16: \"Work\" cannot be a name. Use at most 32 lower-case letters, digits and "
                    + "dashes, and neither \"all\" nor \"native\"",
                "configs/ccproxy.yaml:6:29: \"Work\" cannot be a name. Use at most 32 lower-case letters, digits and "
                    + "dashes, and neither \"all\" nor \"native\"",
                "configs/ccproxy.yaml:7:1: helth is not a setting. Did you mean health?",
                "configs/ccproxy.yaml:11:7: stop is text, where settings are expected. Write \"name: value\" lines below it",
                "configs/ccproxy.yaml:4:11: providers.codex.port is \"18419\". It has to be a port from 1 to 65535",
                "configs/ccproxy.yaml:5:13: providers.codex.engine is \"fast\". It has to be auto, cli-proxy-api, "
                    + "ccproxy-gateway, or a program's absolute path",
                "configs/ccproxy.yaml:10:13: health.interval is \"5\". It has to be a duration such as 500ms, 2s or 1m, "
                    + "from 10ms to 1h",
            ]
        )
    }

    @Test(arguments: [
        ("port-offset: 1", "links.port-offset"),
        ("links-port-offset: 1", "links.port-offset"),
        ("links: {portoffset: 1}", "links.port-offset"),
        ("presets: {codex: {contextwindow: 1}}", "presets.codex.context-window"),
        ("dashbord: {port: 1}", "dashboard"),
    ])
    func `a wrong key names the one that was meant`(text: String, nearest: String) {
        #expect(problems(text).first?.message.hasSuffix("Did you mean \(nearest)?") == true, "\(problems(text))")
    }

    @Test(arguments: [
        ("providers: {codex: {port: 18418}}", SettingsProblem.Code.duplicatePort, 1, 27),
        ("providers: {claude: {port: 18419}}", .duplicatePort, 1, 28),
        ("dashboard: {port: 18417}", .duplicatePort, 1, 19),
        ("providers:\n  a: {kind: codex, port: 7}\n  b: {kind: codex, port: 7}", .duplicatePort, 3, 26),
        ("presets: {codex: {provider: codec}}", .unknownProvider, 1, 29),
        ("presets: {mine: {opus: x}}", .missingKey, 1, 24),
        ("providers: {work: {port: 1}}", .missingKey, 1, 26),
        ("providers: {codex: {kind: claude}}", .conflict, 1, 27),
        ("restart: {initial-delay: 1m}", .conflict, 1, 26),
        ("presets: {codex: {env: {ANTHROPIC_BASE_URL: x}}}", .conflict, 1, 45),
        ("presets: {codex: {env: {A-B: x}}}", .invalidName, 1, 30),
        ("providers: {all: {kind: codex, port: 1}}", .invalidName, 1, 25),
        ("[]", .notAMapping, 1, 1),
        ("a: 1\na: 2", .unreadable, 2, 1),
    ])
    func `what does not fit together is refused where it was set`(
        text: String,
        code: SettingsProblem.Code,
        line: Int,
        column: Int
    ) {
        let first = problems(text).first
        #expect(first?.code == code)
        #expect(first?.source == .file(path: "configs/ccproxy.yaml", mark: YAMLMark(line: line, column: column)))
    }

    @Test(arguments: [
        ("providers: {codex: {host: example.com}}"), ("providers: {codex: {host: 127.0.0}}"),
        ("providers: {codex: {host: ':::1'}}"), ("providers: {codex: {port: 0}}"),
        ("providers: {codex: {port: 65536}}"),
        ("providers: {codex: {enabled: yes}}"), ("providers: {codex: {engine: ./x}}"), ("health: {failures: 0}"),
        ("health: {interval: 0s}"), ("health: {timeout: }"), ("logs: {max-size: 1KB}"), ("logs: {keep: -1}"),
        ("claude: {path: claude}"), ("presets: {codex: {claude-args: x}}"), ("presets: {codex: {opus: 5}}"),
        ("presets: {codex: {opus: ''}}"), ("presets: {codex: {context-window: 5}}"), ("links: {port-offset: 1.5}"),
        ("restart: {max-attempts: many}"), ("stop: {grace: 2m}"), ("presets: {codex: {claude-args: [[x]]}}"),
    ])
    func `a value of the wrong sort or out of range is refused with what is expected`(text: String) throws {
        let problem = try #require(problems(text).first)
        #expect(problem.code == .wrongValue && problem.message.contains("It has to be "), "\(problem)")
    }

    @Test(arguments: ["::1", "::", "fe80::1", "2001:db8:0:0:0:0:0:1", "127.0.0.1", "localhost", "0.0.0.0"])
    func `addresses of both families can be listened on`(host: String) throws {
        #expect(try load("providers: {codex: {host: \"\(host)\"}}").settings.provider(.codex)?.host == host)
    }
}
