import PlatformSupport
import TestSupport
import Testing

struct CurrentProcessTests {
    @Test func `it becomes another program, whose signals are reset`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            Signal.pipe.ignore()
            _ = try SignalSource([.terminate])
            try ExecutableReplacement.exec(
                path: "/bin/sh",
                // In place of the shell, which blocks signals itself while it waits.
                arguments: ["sh", "-c", "exec awk \"$PROGRAM\" /proc/self/status"],
                environment: [
                    "PATH": "/usr/bin:/bin",
                    // Signals 32 and 33, whose bits come after seven zeros, are the C library's own.
                    "PROGRAM": "/^Sig(Blk|Ign)/ && /\t0*(18|8|1)?0000000$/ { clean++ } END { exit clean == 2 ? 7 : 1 }",
                ]
            )
        }
    }

    @Test func `what nohup ignores stays ignored`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            Signal.hangup.ignore()
            try ExecutableReplacement.exec(
                path: "/bin/sh",
                arguments: ["sh", "-c", "kill -HUP $$; exit 7"],
                environment: [:]
            )
        }
    }

    @Test func `a program that cannot be executed leaves this one running`() throws {
        let error = try #require(throws: SystemError.self) {
            try ExecutableReplacement.exec(path: "/nonexistent/claude", arguments: ["claude"], environment: [:])
        }
        #expect(error.isNotFound && error.operation == "execute /nonexistent/claude")
    }

    @Test func `the environment is what the program was given`() async throws {
        #expect(CurrentProcess.environment["PATH"] == CurrentProcess.environmentVariable("PATH"))
        #expect(CurrentProcess.environmentVariable("CCPROXY_TEST_NO_SUCH_VARIABLE") == nil)
        #expect(!CurrentProcess.environment.isEmpty)
    }

    @Test func `inherited descriptors are closed, lower ones are not`() async {
        await #expect(processExitsWith: .success) {
            // Far above those that the running tests themselves need.
            let kept = try Descriptor.duplicate(2, atLeast: 499).release()
            let leaked = try [500, 501, 700].map { try Descriptor.duplicate(2, atLeast: $0).release() }
            try #require(kept == 499 && leaked == [500, 501, 700])
            try CurrentProcess.closeInheritedDescriptors(from: 500)
            for descriptor in leaked { _ = try failure { try LogFile.size(descriptor: descriptor) } }
            _ = try LogFile.size(descriptor: kept)
        }
    }

    @Test func `orphans come to a subreaper, which sees how they end`() async {
        await #expect(processExitsWith: .success) {
            try #require(CurrentProcess.becomeSubreaper())
            let output = try Pipe()
            let go = try Pipe()
            let shell = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: "/bin/sh",
                    arguments: ["sh", "-c", "(read x <&3; exit 5) & echo $!"],
                    environment: ["PATH": "/usr/bin:/bin"],
                    workingDirectory: "/",
                    standardOutput: output.writeEnd.raw,
                    keepDescriptor: go.readEnd.raw
                )
            )
            let orphan = try #require(Int32(try line(from: output.readEnd.raw)))
            shell.waitUntilEnded()
            try #require(shell.reap() == .exited(code: 0))
            let handle = try #require(try ProcessHandle.open(pid: orphan))
            try #require(!handle.hasEnded)
            try Descriptor.writeAll(go.writeEnd.raw, "go\n")
            handle.waitUntilEnded()
            try #require(handle.reap() == .exited(code: 5))
        }
    }

    @Test func `a directory that is entered is the current one`() async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .success) { [root = directory.path as String] in
                try CurrentProcess.changeDirectory(to: root)
                try #require(try FileSystem.currentDirectory() == root)
                try #require(try FileSystem.absolutePath("x") == "\(root)/x")
            }
        }
    }

    @Test func `the limit of open files can be raised to the maximum, never beyond`() async {
        await #expect(processExitsWith: .success) {
            let maximum = try ResourceLimit.openFiles.maximum() ?? 1 << 20
            try ResourceLimit.openFiles.set(64)
            try #require(try ResourceLimit.openFiles.current() == 64)
            try #require(try ResourceLimit.openFiles.raise(to: 32) == 64)
            try #require(try ResourceLimit.openFiles.raise(to: 128) == 128)
            try #require(try ResourceLimit.openFiles.raise(to: maximum + 1) == maximum)
        }
    }
}
