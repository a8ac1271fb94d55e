import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

/// Commands in an installation where no daemon runs and none is started.
struct OfflineCommandTests {
    @Test func `without a daemon everything is stopped`() throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(["status", "--json"], in: directory)
            #expect(run.code == .notHealthy)
            let report = try StatusReport(decoding: Array(run.output.utf8))
            #expect(!report.daemon.isRunning)
            #expect(report.providers.map(\.provider) == ["antigravity", "claude", "codex", "gemini"])
            #expect(try CommandRun(["daemon", "status"], in: directory).code == .notHealthy)
        }
    }

    @Test func `stopping what does not run is success`() throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(["stop"], in: directory)
            #expect(run.code == .done && run.output == "" && run.errors == "Nothing was running.\n")
            #expect(try CommandRun(["stop", "codex", "-q"], in: directory).errors == "")
            #expect(try CommandRun(["stop", "--json"], in: directory).output == "{\"results\":[]}\n")
            #expect(try CommandRun(["daemon", "stop"], in: directory).errors == "The daemon was not running.\n")
        }
    }

    @Test func `stopping works with settings that do not, and removes stale records`() throws {
        try withTemporaryDirectory { directory in
            let base = BaseDirectory(path: directory.path("base"))
            try FileSystem.createDirectory("\(base.configs)/mine", mode: 0o700)
            try FileSystem.write("][", atomicallyTo: base.settings, mode: 0o600)
            try FileSystem.write("1", atomicallyTo: "\(base.configs)/mine/.proxy.pid", mode: 0o644)
            #expect(try CommandRun(["stop"], in: directory).code == .done)
            #expect(!FileSystem.exists("\(base.configs)/mine/.proxy.pid"))
        }
    }

    @Test(arguments: [
        ["start", "codx"], ["restart", "codx"], ["stop", "codx"], ["status", "codx"], ["logs", "codx"],
        ["models", "codx"],
    ])
    func `a provider that does not exist is wrong usage, with the nearest one`(line: [String]) throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(line, in: directory)
            #expect(run.code == .wrongUsage)
            #expect(run.errors.contains("did you mean 'codex'?"))
            #expect(run.errors.contains("providers: antigravity, claude, codex, gemini"))
            #expect(!FileSystem.exists(directory.path("base/configs/.run/daemon.pid")))
        }
    }

    @Test(arguments: [
        ["start", ""], ["restart", ""], ["stop", ""], ["stop", " "], ["stop", "codex", ""], ["stop", "all", ""],
        ["status", ""], ["logs", ""], ["links", ""], ["models", ""], ["engine", "use", "auto", ""],
        ["auth", "status", ""], ["auth", "login", ""], ["auth", "logout", "", "me"], ["auth", "refresh", ""],
        ["auth", "import", ""], ["auth", "add-key", ""],
    ])
    func `an empty word means nobody, and never everybody`(line: [String]) throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(line, in: directory)
            #expect(run.code == .wrongUsage && run.output == "")
            #expect(run.errors.hasPrefix("ccproxy: the name of a provider is empty\n"))
            #expect(!FileSystem.exists(directory.path("base/configs/.run/daemon.pid")))
            #expect(!FileSystem.exists(directory.path("base/configs/ccproxy.yaml")))
        }
    }

    @Test(arguments: [",", "codex,", "codex,claude", "codex&engines=stop"])
    func `a word that can be no provider's name goes no further than the command line`(word: String) throws {
        try withTemporaryDirectory { directory in
            for command in ["start", "restart", "stop", "status", "links", "logs"] {
                let run = try CommandRun([command, word], in: directory)
                #expect(run.code == .wrongUsage)
                #expect(run.errors.hasPrefix("ccproxy: there is no provider '\(word)'"))
            }
        }
    }

    @Test func `models are not asked of a proxy that is not up`() throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(["models", "codex"], in: directory)
            #expect(run.code == .failed)
            #expect(run.errors == "ccproxy: codex is not up (stopped)\n  ccproxy start codex\n")
        }
    }

    @Test func `a preset that does not exist is wrong usage, before anything is looked for`() throws {
        try withTemporaryDirectory { directory in
            let run = try CommandRun(["run", "codx"], in: directory)
            #expect(run.code == .wrongUsage)
            #expect(run.errors.contains("did you mean 'codex'?"))
            #expect(run.errors.contains("native, ag-claude"))
        }
    }

    @Test func `without Claude Code nothing is started, and the status is a shell's`() throws {
        try withTemporaryDirectory { directory in
            let missing = try CommandRun(["run", "codex"], in: directory, environment: ["PATH": directory.path])
            #expect(missing.code == .notInstalled && missing.errors.contains("npm install"))
            #expect(!FileSystem.exists(directory.path("base/configs/.run/daemon.pid")))
            try FileSystem.write("#!/bin/sh\n", atomicallyTo: directory.path("claude"), mode: 0o644)
            let plain = try CommandRun(["run", "native"], in: directory, environment: ["PATH": directory.path])
            #expect(plain.code == .cannotExecute)
            #expect(plain.errors.contains("chmod +x \(directory.path("claude"))"))
        }
    }

    @Test func `a Claude Code that the kernel refuses is explained`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("claude")
            let environment = ["PATH": directory.path]
            try FileSystem.write("#!/no/such/node -x\n", atomicallyTo: path, mode: 0o755)
            let script = try CommandRun(["run", "native"], in: directory, environment: environment)
            #expect(
                script.code == .cannotExecute && script.errors.contains("needs '/no/such/node', which does not exist")
            )
            try FileSystem.write("no program", atomicallyTo: path, mode: 0o755)
            let text = try CommandRun(["run", "native"], in: directory, environment: environment)
            #expect(text.code == .cannotExecute && text.errors.contains("is no program for this system"))
            let settings = ["CCPROXY_CLAUDE__PATH": directory.path]
            let folder = try CommandRun(["run", "native"], in: directory, environment: settings)
            #expect(folder.code == .cannotExecute && folder.errors.contains("is a directory"))
        }
    }

    @Test func `completion knows this installation's words, and is silent about everything else`() throws {
        try withTemporaryDirectory { directory in
            func words(_ kind: String, _ before: String...) throws -> [String] {
                let run = try CommandRun(["completions", "--words", kind, "--"] + before, in: directory)
                #expect(run.code == .done && run.errors == "")
                return run.output.split(separator: "\n").map(String.init)
            }
            #expect(try words("provider") == ["antigravity", "claude", "codex", "gemini"])
            #expect(try words("preset") == ["native", "ag-claude", "ag-gemini", "claude", "codex", "gemini"])
            #expect(try words("shell") == ["bash", "zsh", "fish", "powershell"])
            #expect(try words("setting").contains("providers.codex.port"))
            #expect(try words("nonsense") == [])
            let base = BaseDirectory(path: directory.path("base"))
            try FileSystem.createDirectory("\(base.configs)/codex", mode: 0o700)
            let token = #"{"type":"codex","email":"me@example.com"}"#
            try FileSystem.write(token, atomicallyTo: "\(base.configs)/codex/a.json", mode: 0o600)
            #expect(try words("account", "codex") == ["me@example.com"])
            #expect(try words("account") == [])
            try FileSystem.write("][", atomicallyTo: base.settings, mode: 0o600)
            #expect(try words("provider") == ["antigravity", "claude", "codex", "gemini"])
        }
    }

    @Test func `completions want a shell`() throws {
        try withTemporaryDirectory { directory in
            #expect(try CommandRun(["completions"], in: directory).code == .wrongUsage)
            let run = try CommandRun(["completions", "bash"], in: directory)
            #expect(run.code == .done && run.output.contains("complete -o bashdefault"))
            #expect(run.output.contains("cc-proxy-status"))
        }
    }
}
