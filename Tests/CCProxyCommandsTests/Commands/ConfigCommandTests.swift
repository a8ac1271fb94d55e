import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

struct ConfigCommandTests {
    private func withSettings(_ text: String?, _ body: (TemporaryDirectory) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            if let text {
                let base = BaseDirectory(path: directory.path("base"))
                try FileSystem.createDirectory(base.configs, mode: 0o755)
                try FileSystem.write(text, atomicallyTo: base.settings, mode: 0o600)
            }
            try body(directory)
        }
    }

    @Test func `a setting is printed and nothing else`() throws {
        try withSettings("providers: {codex: {port: 28419}}\n") { directory in
            let run = try CommandRun(["config", "get", "providers.codex.port"], in: directory)
            #expect(run.code == .done && run.output == "28419\n" && run.errors == "")
            #expect(try CommandRun(["config", "get", "claude.path"], in: directory).output == "\n")
            #expect(
                try CommandRun(["config", "get", "providers.codex.enabled", "--json"], in: directory).output == "true\n"
            )
        }
    }

    @Test func `a name that is none, or a group, is wrong usage`() throws {
        try withSettings(nil) { directory in
            let unknown = try CommandRun(["config", "get", "providers.codex.prot"], in: directory)
            #expect(unknown.code == .wrongUsage && unknown.errors.contains("providers.codex.port"))
            let group = try CommandRun(["config", "get", "providers.codex"], in: directory)
            #expect(group.code == .wrongUsage && group.errors.contains("ccproxy config show providers.codex"))
        }
    }

    @Test func `what is shown says where it comes from`() throws {
        try withSettings("providers:\n  codex:\n    port: 28419\n") { directory in
            let run = try CommandRun(
                ["config", "show", "--changed"],
                in: directory,
                environment: ["CCPROXY_STOP__GRACE": "3s"]
            )
            let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(lines.contains(["providers.codex.port", "28419", "configs/ccproxy.yaml:3:11"]))
            #expect(lines.contains(["stop.grace", "3s", "$CCPROXY_STOP__GRACE"]))
            #expect(lines.count == 2)
        }
    }

    @Test func `a preset is shown with its environment and arguments`() throws {
        try withSettings(nil) { directory in
            let run = try CommandRun(["config", "show", "presets.codex", "--json"], in: directory)
            let settings = try run.json()["settings"]?.elements ?? []
            let names = settings.compactMap { $0["name"]?.string }
            #expect(names.contains("presets.codex.env.ENABLE_TOOL_SEARCH"))
            let arguments = settings.first { $0["name"]?.string == "presets.codex.claude-args" }
            #expect(arguments?["value"]?.elements?.first?.string == "--settings")
            #expect(settings.allSatisfy { $0["source"]?.string == "default" })
        }
    }

    @Test func `a value is set, and what wins over it is said`() throws {
        try withSettings("# mine\n") { directory in
            let run = try CommandRun(
                ["config", "set", "providers.codex.port", "28419"],
                in: directory,
                environment: ["CCPROXY_PROVIDERS__CODEX__PORT": "28420"]
            )
            #expect(run.code == .done)
            #expect(run.errors.contains("$CCPROXY_PROVIDERS__CODEX__PORT wins, and says: 28420"))
            #expect(try CommandRun(["config", "get", "providers.codex.port"], in: directory).output == "28419\n")
            let text = String(decoding: try FileSystem.read(directory.path("base/configs/ccproxy.yaml")), as: UTF8.self)
            #expect(text.hasPrefix("# mine\n"))
        }
    }

    @Test func `a value that cannot be is refused`() throws {
        try withSettings(nil) { directory in
            let run = try CommandRun(["config", "set", "providers.codex.port", "99999"], in: directory)
            #expect(run.code == .wrongUsage && run.errors.contains("a port from 1 to 65535"))
        }
    }

    @Test func `a setting, or a whole group, is taken out again, and the comments stay`() throws {
        let text =
            "# mine\nproviders:\n  codex-work: {kind: codex, port: 28431}\n  codex:\n    port: 28419 # low\n# end\n"
        try withSettings(text) { directory in
            let run = try CommandRun(["config", "unset", "providers.codex.port"], in: directory)
            #expect(run.code == .done && run.output == "")
            #expect(run.errors == "providers.codex.port was taken out of configs/ccproxy.yaml.\n")
            #expect(try CommandRun(["config", "get", "providers.codex.port"], in: directory).output == "18419\n")
            #expect(try CommandRun(["config", "unset", "providers.codex-work"], in: directory).code == .done)
            let left = String(decoding: try FileSystem.read(directory.path("base/configs/ccproxy.yaml")), as: UTF8.self)
            #expect(left == "# mine\nproviders:\n  codex:\n# end\n")
            let again = try CommandRun(["config", "unset", "providers.codex.port"], in: directory)
            #expect(again.code == .done && again.errors == "providers.codex.port is not set in configs/ccproxy.yaml.\n")
        }
    }

    @Test func `where a variable still sets it, that is said`() throws {
        try withSettings("stop: {grace: 3s}\n") { directory in
            let run = try CommandRun(
                ["config", "unset", "stop.grace"],
                in: directory,
                environment: ["CCPROXY_STOP__GRACE": "4s"]
            )
            #expect(run.code == .done)
            #expect(run.errors.contains("But $CCPROXY_STOP__GRACE sets it, and says: 4s"))
        }
    }

    @Test(arguments: [
        ("providers.codex.prot", "Did you mean providers.codex.port?"), ("helth", "health"), ("", "is not a setting"),
        ("providers.codx", "Did you mean providers.codex?"), ("presets.gemni.opus", "Did you mean presets.gemini?"),
        ("providers.work.port", "providers.work needs providers.work.port"),
        ("providers.work", "presets.mine.provider is \"work\""),
    ])
    func `what cannot be taken out is refused, and the file stays`(name: String, answer: String) throws {
        let text =
            "providers: {work: {kind: codex, port: 28431}}\n"
            + "presets: {mine: {provider: work, opus: a, sonnet: b, haiku: c}}\n"
        try withSettings(text) { directory in
            let run = try CommandRun(["config", "unset", name], in: directory)
            #expect(run.code == .wrongUsage && run.errors.contains(answer), "\(run.errors)")
            let left = String(decoding: try FileSystem.read(directory.path("base/configs/ccproxy.yaml")), as: UTF8.self)
            #expect(left == text)
        }
    }

    @Test func `every mistake is named with file and line`() throws {
        try withSettings("providers: {codex: {port: 0}}\nnope: 1\n") { directory in
            let run = try CommandRun(["config", "validate"], in: directory)
            #expect(run.code == .failed)
            let path = directory.path("base/configs/ccproxy.yaml")
            let lines = run.errors.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.contains { $0.hasPrefix("\(path):1:") } && lines.contains { $0.hasPrefix("\(path):2:1: ") })
        }
    }

    @Test func `settings that are valid, or absent, are`() throws {
        try withSettings("stop: {grace: 1s}\n") { directory in
            let run = try CommandRun(["config", "validate"], in: directory)
            #expect(run.code == .done)
        }
        try withSettings(nil) { directory in
            let run = try CommandRun(["config", "validate"], in: directory)
            #expect(run.code == .done && run.errors.contains("does not exist"))
        }
    }

    @Test func `the path is printed whether or not the file exists`() throws {
        try withSettings(nil) { directory in
            let run = try CommandRun(["config", "path", "-v"], in: directory)
            #expect(run.output == directory.path("base/configs/ccproxy.yaml") + "\n")
            #expect(run.errors.contains("from --home"))
        }
    }
}
