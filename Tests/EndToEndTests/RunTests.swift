import PlatformSupport
import ProxyModel
import Testing

/// A `claude` of the test's own: a script that writes down what it was given.
struct FakeClaude {
    let directory: String

    /// Writes the script; `ending` is its last line.
    init(in installation: Installation, ending: String = "exit 0") throws {
        directory = installation.base.path + "/bin"
        try FileSystem.createDirectory(directory, mode: 0o755)
        let script = """
            #!/bin/sh
            env >"\(directory)/environment"
            printf '%s\\n' "$@" >"\(directory)/arguments"
            echo $$ >"\(directory)/pid"
            \(ending)

            """
        try FileSystem.write(script, atomicallyTo: directory + "/claude", mode: 0o755)
    }

    /// A `PATH` in which it comes first.
    var path: String { directory + ":/usr/bin:/bin" }

    var wasLaunched: Bool { FileSystem.exists(directory + "/pid") }

    func arguments() throws -> [String] { try lines("arguments") }

    func environment() throws -> [String: String] {
        Dictionary(
            try lines("environment").compactMap { line in
                line.firstIndex(of: "=").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
            },
            uniquingKeysWith: { $1 }
        )
    }

    func pid() throws -> Int32? { try lines("pid").first.flatMap { Int32($0) } }

    private func lines(_ name: String) throws -> [String] {
        String(decoding: try FileSystem.read("\(directory)/\(name)"), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }
}

@Suite("Claude Code launched through a proxy")
struct RunTests {
    @Test func `claude gets the environment and the arguments of the preset`() async throws {
        try await Installation.with(["claude"]) { installation in
            let claude = try FakeClaude(in: installation)
            let dirty = [
                "PATH": claude.path, "ANTHROPIC_API_KEY": "sk-mine", "CLAUDE_CODE_OAUTH_TOKEN": "mine",
                "ANTHROPIC_MODEL": "kept", "no_proxy": "example.com",
            ]
            let finished = try installation.start(["run", "claude", "--", "-p", "hello world"], environment: dirty)
                .wait()
            #expect(finished.status == .exited(code: 0), "\(finished)")
            #expect(try claude.arguments() == ["-p", "hello world"])
            let environment = try claude.environment()
            #expect(environment["ANTHROPIC_BASE_URL"] == "http://127.0.0.1:\(try installation.port("claude"))")
            #expect(environment["ANTHROPIC_AUTH_TOKEN"]?.isEmpty == false)
            #expect(environment["ANTHROPIC_DEFAULT_OPUS_MODEL"] == "claude-opus-4-6")
            #expect(environment["ANTHROPIC_DEFAULT_SONNET_MODEL"] == "claude-sonnet-4-6")
            #expect(environment["ANTHROPIC_DEFAULT_HAIKU_MODEL"] == "claude-haiku-4-5-20251001")
            #expect(environment["ANTHROPIC_API_KEY"] == nil)
            #expect(environment["CLAUDE_CODE_OAUTH_TOKEN"] == nil)
            #expect(environment["ANTHROPIC_MODEL"] == "kept")
            #expect(environment["no_proxy"]?.contains("example.com") == true)
            #expect(environment["no_proxy"]?.contains("127.0.0.1") == true)
        }
    }

    @Test func `no process of ours stays between the shell and claude`() async throws {
        try await Installation.with(["claude"]) { installation in
            let claude = try FakeClaude(in: installation)
            let command = try installation.start(["run", "claude"], environment: ["PATH": claude.path])
            _ = try command.wait()
            #expect(try claude.pid() == command.handle.pid)
        }
    }

    @Test func `a second run reuses the proxy`() async throws {
        try await Installation.with(["claude"]) { installation in
            let claude = try FakeClaude(in: installation)
            _ = try installation.start(["run", "claude"], environment: ["PATH": claude.path]).wait()
            let pid = try installation.pid("claude")
            _ = try installation.start(["run", "claude"], environment: ["PATH": claude.path]).wait()
            #expect(try installation.pid("claude") == pid)
        }
    }

    @Test(arguments: [("exit 42", PlatformSupport.ExitStatus.exited(code: 42)), ("kill -TERM $$", .signalled(15))])
    func `claude's end is the command's end`(ending: String, expected: PlatformSupport.ExitStatus) async throws {
        try await Installation.with(["claude"]) { installation in
            let claude = try FakeClaude(in: installation, ending: ending)
            let finished = try installation.start(["run", "claude"], environment: ["PATH": claude.path]).wait()
            #expect(finished.status == expected)
        }
    }

    @Test func `native starts nothing and removes exactly the five variables`() async throws {
        try await Installation.with(["claude"]) { installation in
            let claude = try FakeClaude(in: installation)
            let five = [
                "ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_DEFAULT_OPUS_MODEL",
                "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL",
            ]
            var environment = ["PATH": claude.path, "ANTHROPIC_API_KEY": "sk-mine", "ANTHROPIC_MODEL": "kept"]
            for name in five { environment[name] = "set" }
            let finished = try installation.start(["run", "native", "--", "--version"], environment: environment).wait()
            #expect(finished.status == .exited(code: 0), "\(finished)")
            let seen = try claude.environment()
            for name in five { #expect(seen[name] == nil) }
            #expect(seen["ANTHROPIC_API_KEY"] == "sk-mine")
            #expect(seen["ANTHROPIC_MODEL"] == "kept")
            #expect(seen["no_proxy"] == nil)
            #expect(try claude.arguments() == ["--version"])
            #expect(try !installation.status().daemon.isRunning)
        }
    }

    @Test func `a preset of foreign models tells claude what only Anthropic's servers can do`() async throws {
        try await Installation.with(["codex"]) { installation in
            let claude = try FakeClaude(in: installation)
            _ = try installation.start(["run", "codex"], environment: ["PATH": claude.path]).wait()
            let environment = try claude.environment()
            #expect(environment["ENABLE_TOOL_SEARCH"] == "false")
            #expect(environment["CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS"] == "1")
            #expect(environment["CLAUDE_CODE_MAX_CONTEXT_TOKENS"] == "272000")
            #expect(environment["ANTHROPIC_DEFAULT_OPUS_MODEL"] == "gpt-5.3-codex(xhigh)")
            #expect(try claude.arguments() == ["--settings", #"{"permissions":{"disableAutoMode":"disable"}}"#])
        }
    }

    @Test func `without claude the command says how to get it and ends with 127`() async throws {
        try await Installation.with(["claude"]) { installation in
            let finished = try installation.start(["run", "claude"], environment: ["PATH": "/nowhere"]).wait()
            #expect(finished.code == 127)
            #expect(finished.errors.contains("install"))
        }
    }

    @Test func `a claude without run bit ends with 126`() async throws {
        try await Installation.with(["claude"]) { installation in
            let claude = try FakeClaude(in: installation)
            try FileSystem.setMode(claude.directory + "/claude", 0o644)
            let finished = try installation.start(["run", "claude"], environment: ["PATH": claude.directory]).wait()
            #expect(finished.code == 126)
            #expect(finished.errors.contains("chmod +x"))
        }
    }

    @Test func `an unknown preset is answered with the nearest one`() async throws {
        try await Installation.with(["codex"]) { installation in
            let finished = try installation.run("run", "codxe")
            #expect(finished.code == 2)
            #expect(finished.errors.contains("codex"))
        }
    }

    @Test func `when the proxy does not come up claude is not launched`() async throws {
        let settings = "restart: { initial-delay: 10ms, max-attempts: 2 }"
        try await Installation.with(["codex"], settings: settings) { installation in
            let claude = try FakeClaude(in: installation)
            try installation.behave("codex", "exit-at-start=3")
            let finished = try installation.start(["run", "codex"], environment: ["PATH": claude.path]).wait()
            #expect(finished.code == 1)
            #expect(!claude.wasLaunched)
        }
    }
}
