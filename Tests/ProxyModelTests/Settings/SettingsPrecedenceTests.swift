import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct SettingsPrecedenceTests {
    private func load(
        file: String? = nil,
        dotEnvironment: String? = nil,
        environment: [String: String] = [:],
        overrides: [SettingOverride] = []
    ) throws -> LoadedSettings {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            try FileSystem.createDirectory(base.configs, mode: 0o755)
            if let file { try FileSystem.write(file, atomicallyTo: base.settings, mode: 0o600, durable: false) }
            if let dotEnvironment {
                try FileSystem.write(dotEnvironment, atomicallyTo: base.dotEnvironment, mode: 0o600, durable: false)
            }
            return try SettingsLoader.load(base: base, environment: environment, overrides: overrides)
        }
    }

    @Test func `the command line beats the environment, which beats .env, which beats the file`() throws {
        let file = "dashboard: {port: 1}\n"
        let dotEnvironment = "CCPROXY_DASHBOARD__PORT=2\n"
        let environment = ["CCPROXY_DASHBOARD__PORT": "3"]
        let override = SettingOverride(key: "dashboard.port", value: "4", option: "--dashboard-port")
        #expect(try load(file: file).settings.dashboardPort == 1)
        #expect(try load(file: file, dotEnvironment: dotEnvironment).settings.dashboardPort == 2)
        let third = try load(file: file, dotEnvironment: dotEnvironment, environment: environment)
        #expect(third.settings.dashboardPort == 3)
        #expect(third.source(of: "dashboard.port") == .environment(name: "CCPROXY_DASHBOARD__PORT"))
        let fourth = try load(
            file: file,
            dotEnvironment: dotEnvironment,
            environment: environment,
            overrides: [override]
        )
        #expect(fourth.settings.dashboardPort == 4)
        #expect(fourth.source(of: "dashboard.port").description == "--dashboard-port")
    }

    @Test func `names in variables have no case, and dashes are underscores`() throws {
        let settings = try load(environment: [
            "ccproxy_providers__codex_work__kind": "codex",
            "CCPROXY_Providers__CODEX_WORK__PORT": "18431",
            "CCPROXY_RESTART__INITIAL_DELAY": "1s",
            "CCPROXY_PRESETS__CODEX__ENV__API_TIMEOUT__ms": "1",
            "CCPROXY_PRESETS__CODEX__CLAUDE_ARGS": "[\"--verbose\", x]",
            "CCPROXY_PROVIDERS__CLAUDE__ENABLED": "no",
        ]).settings
        #expect(ProviderID("codex-work").flatMap { settings.provider($0) }?.port == 18431)
        #expect(settings.restart.initialDelay == .seconds(1))
        #expect(settings.preset("codex")?.environment["API_TIMEOUT__ms"] == "1")
        #expect(settings.preset("codex")?.claudeArguments == ["--verbose", "x"])
        #expect(settings.provider(.claude)?.isEnabled == false)
    }

    @Test func `variables that are not settings are passed over when they are known, and refused otherwise`() throws {
        let reserved = Dictionary(uniqueKeysWithValues: SettingVariable.reserved.map { ($0, "x") })
        #expect(
            try load(
                environment: reserved.merging([
                    "PATH": "/bin", "CCPROXYX": "1", "CCPROXY_TEST_X": "1", "CCPROXY_OAUTH_X": "1",
                ]) { $1 }
            )
            .settings == Settings()
        )
        let error = try #require(throws: SettingsError.self) {
            try load(environment: ["CCPROXY_DASHBORD__PORT": "1", "CCPROXY_DASHBOARD__PORT": "no"])
        }
        #expect(
            error.problems.map(\.description) == [
                "$CCPROXY_DASHBORD__PORT: CCPROXY_DASHBORD__PORT is not a setting. Did you mean CCPROXY_DASHBOARD__PORT?",
                "$CCPROXY_DASHBOARD__PORT: dashboard.port is \"no\". It has to be a port from 1 to 65535",
            ]
        )
    }

    @Test func `two spellings of one variable are a conflict`() throws {
        let error = try #require(throws: SettingsError.self) {
            try load(environment: ["CCPROXY_STOP__GRACE": "1s", "ccproxy_stop__grace": "2s"])
        }
        #expect(error.problems.map(\.code) == [.conflict])
    }

    @Test func `a fault in .env names its line, and foreign variables in it are fine`() throws {
        let error = try #require(throws: SettingsError.self) {
            try load(dotEnvironment: "# mine\nOTHER=1\n\nnonsense\nexport CCPROXY_LOGS__KEEP = 'x'\n")
        }
        let lines = error.problems.map { problem in
            if case .dotEnvironment(_, let line) = problem.source { line } else { 0 }
        }
        #expect(lines == [4, 5])
    }

    @Test func `a settings file that is a directory is refused, not skipped`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            try FileSystem.createDirectory(base.settings, mode: 0o755)
            let error = try #require(throws: SettingsError.self) {
                try SettingsLoader.load(base: base, environment: [:])
            }
            #expect(error.problems.map(\.code) == [.unreadable])
        }
    }

    @Test(arguments: SettingKey.table.map(\.pattern.description))
    func `the variable of every setting leads back to it`(pattern: String) {
        let key = pattern.replacing("<provider>", "a-b").replacing("<preset>", "c-d").replacing("<variable>", "E_f__G")
        #expect(SettingVariable.path(of: SettingVariable.name(of: key)).joined(separator: ".") == key)
    }
}
