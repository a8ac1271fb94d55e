import PlatformSupport
import ProxyModel
import Testing

@Suite("API keys")
struct AuthKeyTests {
    /// Runs `ccproxy` with a text on its standard input.
    private func run(_ installation: Installation, _ arguments: String, input: String) throws -> Finished {
        try RunningCommand(
            executable: "/bin/sh",
            arguments: ["-c", "printf '%b' \"$INPUT\" | \"$CCPROXY\" --home \"$BASE\" \(arguments)"],
            environment: installation.defaultEnvironment.merging([
                "INPUT": input, "CCPROXY_BIN": "", "CCPROXY": installation.ccproxy, "BASE": installation.base.path,
            ]) { $1 },
            directory: installation.base.path
        ).wait()
    }

    @Test func `a key comes by standard input, and the engine that runs uses it at once`() async throws {
        try await Installation.with(["claude"], engine: "auto") { installation in
            try installation.succeed("start", "claude")
            let pid = try installation.pid("claude")
            let added = try run(
                installation,
                "auth add-key claude --base-url http://127.0.0.1:9",
                input: "sk-ant-api03-0123456789abcdef\\n"
            )
            #expect(added.code == 0 && added.errors.contains("The key …cdef is in "), "\(added)")
            #expect(!"\(added)".contains("0123456789"))
            let again = try run(
                installation,
                "auth add-key claude --base-url http://127.0.0.1:9",
                input: "sk-ant-api03-0123456789abcdef"
            )
            #expect(again.code == 0 && again.errors.contains("already"))
            let status = try installation.succeed("auth", "status", "claude").output
            #expect(status.contains("1 API key") && !status.contains("cdef"))
            #expect(try installation.succeed("status").output.contains("there are API keys in config.yaml"))
            #expect(try installation.pid("claude") == pid)
        }
    }

    @Test func `without a key nothing changes`() async throws {
        try await Installation.with(["claude"], engine: "auto") { installation in
            for (input, complaint) in [("", "no key was given"), ("two words", "that is no API key")] {
                let run = try run(installation, "auth add-key claude", input: input)
                #expect(run.code == 1 && run.errors.contains(complaint))
            }
            #expect(!FileSystem.exists("\(installation.base.configs)/claude/config.yaml"))
        }
    }
}
