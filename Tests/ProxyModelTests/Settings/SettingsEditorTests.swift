import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct SettingsEditorTests {
    private func apply(_ changes: [(String, String)], to text: String) throws(SettingsError) -> String {
        let changes = changes.map { (key: $0.0, value: $0.1) }
        return String(decoding: try SettingsEditor.applying(changes, to: Array(text.utf8), path: "f"), as: UTF8.self)
    }

    @Test(arguments: [
        ("providers.codex.port", "28419", "providers:\n  codex:\n    port: 28419\n"),
        ("health.interval", "90s", "health:\n  interval: 90s\n"),
        ("presets.codex.claude-args", "[\"-p\", x]", "presets:\n  codex:\n    claude-args: [\"-p\", x]\n"),
        ("presets.codex.env.FOO_BAR", "1", "presets:\n  codex:\n    env:\n      FOO_BAR: \"1\"\n"),
        ("logs.max-size", "20000000", "logs:\n  max-size: 20MB\n"),
        ("claude.path", "/opt/claude", "claude:\n  path: \"/opt/claude\"\n"),
    ])
    func `a value is written in the file's own form`(key: String, value: String, text: String) throws {
        #expect(try apply([(key, value)], to: "") == text)
    }

    @Test func `comments and everything else stay`() throws {
        let old = "# mine\nproviders:\n  codex: # work\n    port: 1 # low\nstop: {grace: 1s}\n"
        let new = "# mine\nproviders:\n  codex: # work\n    port: 2 # low\nstop: {grace: 3s}\n"
        #expect(try apply([("providers.codex.port", "2"), ("stop.grace", "3s")], to: old) == new)
        #expect(try apply([("stop.grace", "1000ms")], to: "stop: {grace: '1s'}") == "stop: {grace: '1s'}")
    }

    @Test func `a group takes several values, so that a provider can be added`() throws {
        let text = try apply([("providers.codex-work", "{kind: codex, port: 18431}")], to: "")
        #expect(text == "providers:\n  codex-work:\n    kind: codex\n    port: 18431\n")
    }

    @Test(arguments: [
        ([("providers.codex.prot", "1")], "providers.codex.prot is not a setting. Did you mean providers.codex.port?"),
        ([("providers.codex.port", "x")], "providers.codex.port cannot be \"x\". It has to be a port from 1 to 65535"),
        (
            [("providers.codex", "1")],
            "providers.codex is a group of settings. Give a value such as {name: value}, or a name below it"
        ),
        (
            [("providers.codex.port", "18418")],
            "providers.codex.port: providers.codex.port and providers.claude.port are both 18418. Give one of them another port"
        ),
        (
            [("providers.work.kind", "codex")],
            "f:3:11: providers.work needs providers.work.port, since it is not one of the predefined. Add it, or check the name"
        ),
    ])
    func `what would not be valid is refused`(changes: [(String, String)], message: String) throws {
        let error = try #require(throws: SettingsError.self) { try apply(changes, to: "") }
        #expect(error.description == message)
    }

    @Test func `a fault that was there before is shown where it is`() throws {
        let error = try #require(throws: SettingsError.self) {
            try apply([("providers.codex.port", "2")], to: "providers:\n  codex:\n    kind: codex\nbroken: 1\n")
        }
        #expect(error.problems.map(\.code) == [.unknownKey])
        #expect(error.problems.map(\.source) == [.file(path: "f", mark: YAMLMark(line: 4, column: 1))])
    }

    @Test func `the file is made 0600, changed only when need be, and untouched when invalid`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            #expect(try SettingsEditor.set([("stop.grace", "1s")], in: base))
            #expect(try FileSystem.info(base.settings)?.mode == 0o600)
            let before = try FileSystem.info(base.settings)
            #expect(try !SettingsEditor.set([("stop.grace", "1s")], in: base))
            #expect(throws: SettingsError.self) { try SettingsEditor.set([("stop.grace", "1y")], in: base) }
            #expect(try FileSystem.info(base.settings) == before)
            #expect(try SettingsLoader.load(base: base, environment: [:]).settings.stopGrace == .seconds(1))
        }
    }

    @Test func `many that change different settings at once lose nothing`() async throws {
        try await withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        let change = ("providers.p\(number)", "{kind: codex, port: \(20000 + number)}")
                        _ = try SettingsEditor.set([change], in: base)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try SettingsLoader.load(base: base, environment: [:]).settings.providers.count == 16)
        }
    }
}
