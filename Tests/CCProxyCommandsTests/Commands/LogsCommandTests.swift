import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

struct LogsCommandTests {
    private func withLogs(_ texts: [String: String], _ body: (TemporaryDirectory) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            for (provider, text) in texts {
                let logs = directory.path("base/configs/\(provider)/logs")
                try FileSystem.createDirectory(logs, mode: 0o700)
                try FileSystem.write(text, atomicallyTo: "\(logs)/engine.log", mode: 0o600)
            }
            try body(directory)
        }
    }

    @Test func `one log is printed as it is`() throws {
        try withLogs(["codex": "a\u{1B}[31m\nb\nc"]) { directory in
            let run = try CommandRun(["logs", "codex"], in: directory)
            #expect(run.code == .done && run.errors == "")
            #expect(run.output == "a\u{1B}[31m\nb\nc\n")
            #expect(try CommandRun(["logs", "codex", "-n", "2"], in: directory).output == "b\nc\n")
            #expect(try CommandRun(["logs", "codex", "-n", "0"], in: directory).output == "")
        }
    }

    @Test func `several are put together in the order of their times`() throws {
        let codex = "2026-11-21T10:00:00Z 1\n2026-11-21T10:00:02Z 3\n"
        try withLogs(["codex": codex, "antigravity": "2026-11-21T10:00:01Z 2\n"]) { directory in
            let expected = """
                codex       | 2026-11-21T10:00:00Z 1
                antigravity | 2026-11-21T10:00:01Z 2
                codex       | 2026-11-21T10:00:02Z 3

                """
            let run = try CommandRun(["logs"], in: directory)
            #expect(run.output == expected)
            #expect(try CommandRun(["logs", "all"], in: directory).output == expected)
        }
    }

    @Test func `only what is not older is shown`() throws {
        try withLogs(["codex": "2026-11-21T10:00:00Z 1\n2026-11-21T10:00:02Z 2\nmore\n"]) { directory in
            let run = try CommandRun(["logs", "codex", "--since", "2026-11-21T10:00:01Z"], in: directory)
            #expect(run.output == "2026-11-21T10:00:02Z 2\nmore\n")
            let both = try CommandRun(["logs", "codex", "--since", "2026-11-21T10:00:01Z", "-n1"], in: directory)
            #expect(both.output == "more\n")
            let wrong = try CommandRun(["logs", "codex", "--since", "whenever"], in: directory)
            #expect(wrong.code == .wrongUsage && wrong.errors.contains("10m, 2h"))
        }
    }

    @Test func `a log that does not exist is said, and is no failure`() throws {
        try withLogs([:]) { directory in
            let one = try CommandRun(["logs", "codex"], in: directory)
            #expect(one.code == .done && one.errors == "codex has no log yet.\n")
            #expect(try CommandRun(["logs"], in: directory).errors == "There are no logs yet.\n")
        }
    }

    @Test func `the daemon has a log of its own`() throws {
        try withLogs([:]) { directory in
            let base = BaseDirectory(path: directory.path("base"))
            try FileSystem.createDirectory(base.runDirectory, mode: 0o700)
            try FileSystem.write("ready\n", atomicallyTo: base.daemonLog, mode: 0o600)
            #expect(try CommandRun(["logs", "--daemon"], in: directory).output == "ready\n")
            #expect(try CommandRun(["logs", "--daemon", "codex"], in: directory).code == .wrongUsage)
        }
    }

    @Test func `with settings that cannot be read every directory's log is shown`() throws {
        try withLogs(["mine": "hello\n"]) { directory in
            try FileSystem.write("][", atomicallyTo: directory.path("base/configs/ccproxy.yaml"), mode: 0o600)
            #expect(try CommandRun(["logs", "mine"], in: directory).output == "hello\n")
        }
    }
}
