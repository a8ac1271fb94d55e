import PlatformSupport
import TestSupport
import Testing

struct ProcessSpawnerTests {
    /// Prints the descriptors of the shell itself, one in a line, and then what they are.
    static let listDescriptors = "ls /proc/$$/fd; cd /proc/$$/fd && readlink 0 1 2 3"

    @Test func `the child has standard input from the null device, its output twice, and nothing else`() throws {
        try withTemporaryDirectory { directory in
            let text = try output(ofScript: "\(Self.listDescriptors); true", in: directory)
            let lines = text.split(separator: "\n")
            try #require(lines.count == 6)
            #expect(lines[...2] == ["0", "1", "2"] && lines[3] == "/dev/null")
            #expect(lines[4].hasPrefix("pipe:") && lines[5] == lines[4])
        }
    }

    @Test func `a kept descriptor appears as number 3, whatever its number was`() throws {
        try withTemporaryDirectory { directory in
            let lock = try FileLock.acquire(directory.path("lock"))
            let pipe = try Pipe()
            let child = try Child(
                script: Self.listDescriptors,
                standardOutput: pipe.writeEnd.raw,
                keepDescriptor: lock.descriptor
            )
            let readEnd = pipe.keepReadEnd()
            let text = String(decoding: try Descriptor.readToEnd(readEnd.raw), as: UTF8.self)
            #expect(text.hasPrefix("0\n1\n2\n3\n/dev/null\n"))
            #expect(text.hasSuffix("\n\(directory.path("lock"))\n"))
            #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        }
    }

    @Test func `it works when the caller's own 0 to 2 are closed and used for something else`() async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .success) { [root = directory.path as String] in
                // The lowest free numbers are taken first, usually 0 by the log and 1 by the lock.
                for number in 0..<3 as Range<CInt> { _ = OwnedDescriptor(owning: number) }
                let log = try LogFile.open(Paths.join(root, "log"))
                let lock = try FileLock.acquire(Paths.join(root, "lock"))
                try #require(log.descriptor < 3 && lock.descriptor <= 3)
                let child = try ProcessHandle.spawn(
                    SpawnRequest(
                        executable: "/bin/sh",
                        arguments: ["sh", "-c", ProcessSpawnerTests.listDescriptors],
                        environment: ["PATH": "/usr/bin:/bin"],
                        workingDirectory: root,
                        standardOutput: log.descriptor,
                        keepDescriptor: lock.descriptor
                    )
                )
                child.waitUntilEnded()
                try #require(child.reap() == .exited(code: 0))
                let lines = ["0", "1", "2", "3", "/dev/null", "\(root)/log", "\(root)/log", "\(root)/lock", ""]
                let text = String(decoding: try FileSystem.read(Paths.join(root, "log")), as: UTF8.self)
                try #require(text == lines.joined(separator: "\n"))
            }
        }
    }

    @Test(arguments: [0, 1, 2] as [CInt])
    func `output and kept descriptor may have each other's target numbers`(number: CInt) async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .success) { [root = directory.path as String, number = number as CInt] in
                let log = try LogFile.open(Paths.join(root, "log"))
                // Takes the place of a standard descriptor of this process, and of number 3 if that is free.
                _ = OwnedDescriptor(owning: number)
                let output = try Descriptor.duplicate(log.descriptor).release()
                let third = try Descriptor.duplicate(log.descriptor, atLeast: 3).release()
                try #require(output == number && third >= 3)
                let child = try ProcessHandle.spawn(
                    SpawnRequest(
                        executable: "/bin/sh",
                        arguments: ["sh", "-c", "cat; echo out; echo err >&2; echo kept >&3"],
                        environment: ["PATH": "/usr/bin:/bin"],
                        workingDirectory: root,
                        standardInput: try Descriptor.openNullDevice().release(),
                        standardOutput: third,
                        standardError: output,
                        keepDescriptor: output
                    )
                )
                child.waitUntilEnded()
                try #require(child.reap() == .exited(code: 0))
                try #require(try FileSystem.read(Paths.join(root, "log")) == Array("out\nerr\nkept\n".utf8))
            }
        }
    }

    @Test func `the child leads its own session and process group`() throws {
        try withTemporaryDirectory { directory in
            let text = try output(ofScript: "cut -d ' ' -f 1,5,6,7 /proc/$$/stat", in: directory)
            let fields = text.split(whereSeparator: \.isWhitespace)
            #expect(Set(fields.prefix(3)).count == 1)
            #expect(fields.last == "0", "no terminal")
        }
    }

    @Test func `without a session of its own it stays in the caller's`() throws {
        let pipe = try Pipe()
        let child = try ProcessHandle.spawn(
            SpawnRequest(
                executable: "/bin/sh",
                arguments: ["sh", "-c", "cut -d ' ' -f 6 /proc/$$/stat"],
                environment: ["PATH": "/usr/bin:/bin"],
                workingDirectory: "/",
                standardOutput: pipe.writeEnd.raw,
                newSession: false
            )
        )
        let readEnd = pipe.keepReadEnd()
        let text = String(decoding: try Descriptor.readToEnd(readEnd.raw), as: UTF8.self)
        #expect(child.waitUntilEnded(timeout: .seconds(30)))
        #expect(child.reap() == .exited(code: 0))
        #expect(text == "\(ProcessFacts.of(pid: CurrentProcess.pid)?.session ?? -1)\n")
    }

    @Test func `no signal is ignored or blocked in the child, whatever the parent does`() async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .success) { [root = directory.path as String] in
                Signal.pipe.ignore()
                Signal.hangup.ignore()
                _ = try SignalSource([.terminate, .user1])
                let log = try LogFile.open(Paths.join(root, "log"))
                let child = try ProcessHandle.spawn(
                    SpawnRequest(
                        executable: "/bin/grep",
                        arguments: ["grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"],
                        environment: [:],
                        workingDirectory: "/",
                        standardOutput: log.descriptor
                    )
                )
                child.waitUntilEnded()
                try #require(child.reap() == .exited(code: 0))
                let text = String(decoding: try FileSystem.read(Paths.join(root, "log")), as: UTF8.self)
                // Signals 32 and 33 are the C library's own, which glibc may make a child ignore.
                let masks = text.split(separator: "\n").map {
                    UInt64($0.suffix(16), radix: 16).map { $0 & 0x7fff_ffff }
                }
                try #require(masks == [0, 0])
            }
        }
    }

    @Test func `the child gets exactly the arguments, the environment and the directory of the request`() throws {
        try withTemporaryDirectory { directory in
            let pipe = try Pipe()
            let child = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: "/bin/sh",
                    arguments: ["my name", "-c", "pwd; env; printf '%s|' \"$0\" \"$@\"", "a b", "", "ä\n"],
                    environment: ["B": "x=y", "A": "", "PATH": "/usr/bin:/bin"],
                    workingDirectory: directory.path,
                    standardOutput: pipe.writeEnd.raw
                )
            )
            let readEnd = pipe.keepReadEnd()
            let text = String(decoding: try Descriptor.readToEnd(readEnd.raw), as: UTF8.self)
            #expect(child.waitUntilEnded(timeout: .seconds(30)))
            #expect(child.reap() == .exited(code: 0))
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first.map(String.init) == directory.path)
            // The shell adds PWD and its like.
            #expect(lines.contains("A=") && lines.contains("B=x=y"))
            #expect(!text.contains("HOME=") && !text.contains("USER="))
            #expect(text.hasSuffix("a b||ä\n|"))
        }
    }

    @Test func `what cannot be executed is an error of the call, and says what`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("no program", atomicallyTo: directory.path("text"), mode: 0o755, durable: false)
            try FileSystem.write("#!/bin/sh\n", atomicallyTo: directory.path("plain"), mode: 0o644, durable: false)
            let interpreter = "#!\(directory.path("gone"))\n"
            try FileSystem.write(interpreter, atomicallyTo: directory.path("orphan"), mode: 0o755, durable: false)
            #expect(try failure(directory.path("missing")).isNotFound)
            #expect(try failure(directory.path("plain")).isPermissionDenied)
            #expect(try failure(directory.path("text")).isNotExecutableFormat)
            #expect(try failure(directory.path("orphan")).isNotFound)
            #expect(try failure(directory.path("text")).operation == "start \(directory.path("text"))")
        }
    }

    @Test func `a directory that cannot be entered is named as such`() throws {
        let error = try failure("/bin/sh", in: "/nonexistent")
        #expect(error.isNotFound && error.operation == "enter /nonexistent to start /bin/sh")
    }

    @Test func `a NUL in an argument or a variable is refused instead of cutting it off`() throws {
        #expect(throws: SystemError.self) { try spawnTrue(arguments: ["true", "a\0b"]) }
        #expect(throws: SystemError.self) { try spawnTrue(environment: ["A": "x\0y"]) }
        #expect(throws: SystemError.self) { try spawnTrue(environment: ["A=B": "x"]) }
        #expect(throws: SystemError.self) { try spawnTrue(environment: ["": "x"]) }
    }

    private func spawnTrue(arguments: [String] = ["true"], environment: [String: String] = [:]) throws {
        _ = try ProcessSpawner.spawn(
            SpawnRequest(
                executable: "/bin/true",
                arguments: arguments,
                environment: environment,
                workingDirectory: "/",
                standardOutput: 2
            )
        )
    }

    private func failure(_ program: String, in directory: String = "/") throws -> SystemError {
        let null = try Descriptor.openNullDevice()
        return try #require(throws: SystemError.self) {
            try ProcessSpawner.spawn(
                SpawnRequest(
                    executable: program,
                    arguments: [program],
                    environment: [:],
                    workingDirectory: directory,
                    standardOutput: null.raw
                )
            )
        }
    }
}
