import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

/// `auth` where no daemon runs and no engine is asked.
struct AuthCommandTests {
    private struct Setup {
        let directory: TemporaryDirectory
        var configs: String { directory.path("base/configs") }

        func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
            try CommandRun(["auth"] + arguments, in: directory, environment: environment)
        }

        func put(_ text: String, _ path: String) throws {
            let path = directory.path(path)
            var missing: [String] = []
            var parent = Paths.parent(of: path)
            while !FileSystem.exists(parent) {
                missing.append(parent)
                parent = Paths.parent(of: parent)
            }
            for folder in missing.reversed() { try FileSystem.createDirectory(folder, mode: 0o700) }
            try FileSystem.write(text, atomicallyTo: path, mode: 0o600)
        }

        func signIn(_ name: String, _ email: String, _ more: String = "", provider: String = "codex") throws {
            try put(
                #"{"type":"codex","access_token":"SECRET-a","refresh_token":"SECRET-r","email":"\#(email)"\#(more)}"#,
                "base/configs/\(provider)/\(name)"
            )
        }

        func text(_ path: String) throws -> String {
            String(decoding: try FileSystem.read(directory.path(path)), as: UTF8.self)
        }
    }

    private func with(_ body: (Setup) throws -> Void) throws {
        try withTemporaryDirectory { try body(Setup(directory: $0)) }
    }

    @Test func `the status of nothing is a table, and says how to begin`() throws {
        try with { setup throws in
            let run = try setup.run("status")
            #expect(run.code == .done)
            #expect(run.output.contains("antigravity  none") && run.output.contains("codex        none"))
            #expect(run.errors == "To sign in:  ccproxy auth claude\n")
            #expect(!FileSystem.exists(setup.configs), "looking makes nothing")
        }
    }

    @Test func `what is shown holds no token`() throws {
        try with { setup throws in
            try setup.signIn("a.json", "me@example.com", #","expired":"2099-01-01T00:00:00Z","plan":"pro""#)
            let table = try setup.run("status", "codex")
            #expect(table.output.contains("me@example.com  pro   ok") && !table.output.contains("SECRET"))
            let json = try setup.run("status", "codex", "--json")
            #expect(try json.json()["providers"]?.elements?.count == 1 && !json.output.contains("SECRET"))
        }
    }

    @Test func `an account is switched off and on again`() throws {
        try with { setup throws in
            try setup.signIn("a.json", "me@example.com")
            #expect(try setup.run("disable", "codex", "me").errors == "me@example.com (a.json) is switched off.\n")
            #expect(try setup.text("base/configs/codex/a.json").contains(#""disabled":true"#))
            #expect(try setup.run("status", "codex").output.contains("disabled"))
            #expect(try setup.run("disable", "codex", "me").errors.contains("was switched off already"))
            #expect(try setup.run("enable", "codex", "a").errors == "me@example.com (a.json) is switched on.\n")
            #expect(try setup.text("base/configs/codex/a.json").contains("SECRET-r"))
        }
    }

    @Test func `logging out removes one file, and of one provider`() throws {
        try with { setup throws in
            try setup.signIn("a.json", "me@example.com")
            try setup.signIn("b.json", "you@example.com")
            let run = try setup.run("logout", "codex", "me@example.com", "--yes")
            #expect(run.code == .done && run.errors == "me@example.com (a.json) was removed from codex.\n")
            #expect(try FileSystem.list("\(setup.configs)/codex") == ["b.json"])
            let wrong = try setup.run("logout", "codex", "me@example.com", "-y")
            #expect(wrong.code == .wrongUsage && wrong.errors.contains("you@example.com (b.json)"))
            #expect(try setup.run("logout", "claude", "you", "-y").code == .failed)
        }
    }

    @Test(arguments: [
        ["disable", "codex", "x@example.com"], ["enable", "codex", "x"], ["logout", "codex", "x", "-y"],
    ])
    func `a word that means two accounts changes neither`(line: [String]) throws {
        try with { setup throws in
            try setup.signIn("a.json", "x@example.com")
            try setup.signIn("b.json", "x@example.com")
            let run = try CommandRun(["auth"] + line, in: setup.directory)
            #expect(run.code == .wrongUsage && run.errors.contains("x@example.com (b.json)"))
            #expect(try FileSystem.list("\(setup.configs)/codex").sorted() == ["a.json", "b.json"])
            #expect(try !setup.text("base/configs/codex/a.json").contains("disabled"))
        }
    }

    @Test func `Claude Code's account is copied, and the original stays as it was`() throws {
        try with { setup throws in
            let original =
                #"{"claudeAiOauth":{"accessToken":"SECRET-a","refreshToken":"SECRET-r","expiresAt":4070908800000}}"#
            try setup.put(original, ".claude/.credentials.json")
            try setup.put(#"{"oauthAccount":{"emailAddress":"me@example.com"}}"#, ".claude.json")
            let run = try setup.run("import", "claude")
            #expect(run.code == .done)
            #expect(run.output.contains("claude: me@example.com is signed in until 2099-01-01T00:00:00Z"))
            #expect(run.errors.contains("share a refresh token") && !"\(run.output)\(run.errors)".contains("SECRET"))
            #expect(try setup.text(".claude/.credentials.json") == original)
            let path = "\(setup.configs)/claude/claude-me@example.com.json"
            #expect(try FileSystem.info(path).map { $0.mode & 0o777 } == 0o600)
            let again = try setup.run("import", "claude")
            #expect(again.code == .failed && again.errors.contains("--force  replaces it"))
            #expect(try setup.run("import", "claude", "--force").code == .done)
        }
    }

    @Test func `another account of the same e-mail address is another account`() throws {
        try with { setup throws in
            func codex(_ id: String, _ refresh: String) throws {
                let claims = #"{"email":"me@example.com","https://api.openai.com/auth":{"chatgpt_plan_type":"team"}}"#
                let token = "h.\(Base64URL.encode(Array(claims.utf8))).s"
                let text =
                    #"{"tokens":{"id_token":"\#(token)","access_token":"a","refresh_token":"\#(refresh)","#
                    + #""account_id":"\#(id)"}}"#
                try setup.put(text, ".codex/auth.json")
            }
            let first = "\(setup.configs)/codex/codex-me@example.com-team.json"
            try codex("workspace-1", "r1")
            #expect(try setup.run("import", "codex").code == .done)
            #expect(try setup.text("base/configs/codex/codex-me@example.com-team.json").contains(#""r1""#))
            try codex("workspace-2", "r2")
            #expect(try setup.run("import", "codex", "--force").code == .done)
            #expect(try setup.text("base/configs/codex/codex-me@example.com-team.json").contains(#""r1""#))
            let names = try FileSystem.list("\(setup.configs)/codex").filter { CredentialDirectory.isTokenFile($0) }
            #expect(names.count == 2 && FileSystem.exists(first))
            let second = try #require(names.first { $0 != Paths.name(of: first) })
            #expect(second.hasSuffix("-me@example.com-team.json"))
            // Each is found again, by its ID and not by its name.
            #expect(try setup.run("import", "codex").errors.contains(second))
            try codex("workspace-1", "r3")
            #expect(try setup.run("import", "codex").errors.contains("(codex-me@example.com-team.json)"))
            #expect(try setup.run("import", "codex", "--force").code == .done)
            #expect(try setup.text("base/configs/codex/codex-me@example.com-team.json").contains(#""r3""#))
            #expect(try setup.text("base/configs/codex/\(second)").contains(#""r2""#))
        }
    }

    @Test func `the programs' directories can be elsewhere`() throws {
        try with { setup throws in
            try setup.put(#"{"tokens":{"access_token":"a","refresh_token":"r"}}"#, "moved/auth.json")
            let moved = ["CODEX_HOME": setup.directory.path("moved")]
            #expect(try setup.run("import", "codex", environment: moved).code == .done)
            #expect(FileSystem.exists("\(setup.configs)/codex/codex-imported.json"))
            try setup.put(#"{"claudeAiOauth":{"accessToken":"a"}}"#, "moved/.credentials.json")
            try setup.put(#"{"oauthAccount":{"emailAddress":"me@example.com"}}"#, "moved/.claude.json")
            let claude = ["CLAUDE_CONFIG_DIR": setup.directory.path("moved")]
            let run = try setup.run("import", "claude", environment: claude)
            #expect(run.code == .done && !run.errors.contains("share a refresh token"))
            #expect(FileSystem.exists("\(setup.configs)/claude/claude-me@example.com.json"))
        }
    }

    @Test func `where nothing can be imported, what can be done is said`() throws {
        try with { setup throws in
            #expect(try setup.run("import", "claude").errors.contains("sign in with Claude Code first, or here"))
            #expect(try setup.run("import", "codex").errors.contains("cli_auth_credentials_store"))
            #expect(try setup.run("import", "gemini").code == .wrongUsage)
            try setup.put(#"{"OPENAI_API_KEY":"SECRET"}"#, ".codex/auth.json")
            let key = try setup.run("import", "codex")
            #expect(key.code == .failed && key.errors.contains("ccproxy auth add-key codex"))
            #expect(!key.errors.contains("SECRET"))
        }
    }

    @Test func `on a Mac the keychain is named`() throws {
        let provider = ProviderSettings(id: .claude, kind: .claude, port: 1)
        let source = try CredentialSource(provider, environment: ["HOME": "/nonexistent"], system: .darwin)
        let error = #expect(throws: CommandFailure.self) { try source.read(now: .now) }
        #expect(error?.remedy?.contains("keychain") == true)
    }

    @Test(arguments: [
        (["auth", "codx"], "did you mean 'codex'?"), (["auth", "sttaus"], "did you mean 'ccproxy auth status'?"),
        (["auth", "remove"], "did you mean 'ccproxy auth logout'?"),
        (["auth", "status", "codx"], "did you mean 'codex'?"),
        (["auth", "add-key", "antigravity"], "has no API keys"),
        (["auth", "refresh", "codex"], "has no account to renew"),
        (["auth", "add-key", "claude", "--base-url", "nonsense"], "is no address to send requests to"),
        (["auth", "add-key", "claude", "--base-url", "http://me:pw@host"], "is no address to send requests to"),
    ])
    func `what makes no sense is answered with what does`(line: [String], answer: String) throws {
        try with { setup throws in
            let run = try CommandRun(line, in: setup.directory)
            #expect(run.code != .done && run.errors.contains(answer), "\(run.errors)")
        }
    }
}
