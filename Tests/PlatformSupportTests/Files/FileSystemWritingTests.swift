import PlatformSupport
import TestSupport
import Testing

struct FileSystemWritingTests {
    @Test(arguments: [0o600, 0o644, 0o755, 0o400] as [UInt16], [true, false])
    func `a file has the mode asked for, new or replaced`(mode: UInt16, durable: Bool) throws {
        try withTemporaryDirectory { directory in
            for text in ["first", "second"] {
                try FileSystem.write(text, atomicallyTo: directory.path("f"), mode: mode, durable: durable)
                #expect(try FileSystem.info(directory.path("f"))?.mode == mode)
                #expect(try FileSystem.read(directory.path("f")) == Array(text.utf8))
                try FileSystem.setMode(directory.path("f"), 0o666)
            }
            #expect(try FileSystem.list(directory.path) == ["f"])
        }
    }

    @Test(arguments: [0o000, 0o022, 0o077, 0o777] as [UInt16])
    func `no umask changes the mode of a file or a directory`(mask: UInt16) async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .success) { [root = directory.path as String, mask = mask as UInt16] in
                CurrentProcess.setUmask(mask)
                try FileSystem.write("x", atomicallyTo: Paths.join(root, "f"), mode: 0o644, durable: false)
                try FileSystem.createDirectory(Paths.join(root, "a/b"), mode: 0o751)
                #expect(try FileSystem.info(Paths.join(root, "f"))?.mode == 0o644)
                #expect(try FileSystem.info(Paths.join(root, "a"))?.mode == 0o751)
                #expect(try FileSystem.info(Paths.join(root, "a/b"))?.mode == 0o751)
                _ = try FileLock.acquire(Paths.join(root, "lock"), mode: 0o640)
                #expect(try FileSystem.info(Paths.join(root, "lock"))?.mode == 0o640)
            }
        }
    }

    @Test func `readers see one whole version or another, never a part`() async throws {
        try await withTemporaryDirectory { directory in
            let versions = [[UInt8](repeating: 1, count: 200_000), [UInt8](repeating: 2, count: 100_000)]
            let path = directory.path("f")
            try FileSystem.write(versions[0], atomicallyTo: path, mode: 0o600, durable: false)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for round in 0..<100 {
                        try FileSystem.write(versions[round % 2], atomicallyTo: path, mode: 0o600, durable: false)
                    }
                }
                group.addTask {
                    for _ in 0..<100 {
                        let seen = try FileSystem.read(path)
                        #expect(versions.contains(seen))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a link stays a link and its target gets the contents`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.createDirectory(directory.path("elsewhere"), mode: 0o700)
            try FileSystem.write("old", atomicallyTo: directory.path("elsewhere/f"), mode: 0o600, durable: false)
            try run("/bin/ln", "-s", "elsewhere/f", directory.path("relative"))
            try run("/bin/ln", "-s", directory.path("relative"), directory.path("chain"))
            try run("/bin/ln", "-s", "elsewhere/new", directory.path("dangling"))
            try FileSystem.write("new", atomicallyTo: directory.path("chain"), mode: 0o600, durable: true)
            try FileSystem.write("made", atomicallyTo: directory.path("dangling"), mode: 0o600, durable: false)
            #expect(try FileSystem.read(directory.path("elsewhere/f")) == Array("new".utf8))
            #expect(try FileSystem.read(directory.path("elsewhere/new")) == Array("made".utf8))
            for name in ["relative", "chain", "dangling"] {
                #expect(try FileSystem.info(directory.path(name), followSymlinks: false)?.kind == .symbolicLink)
            }
            #expect(try FileSystem.list(directory.path("elsewhere")) == ["f", "new"])
        }
    }

    @Test func `links in a circle are an error`() throws {
        try withTemporaryDirectory { directory in
            try run("/bin/ln", "-s", "b", directory.path("a"))
            try run("/bin/ln", "-s", "a", directory.path("b"))
            #expect(throws: SystemError.self) {
                try FileSystem.write("x", atomicallyTo: directory.path("a"), mode: 0o600, durable: false)
            }
            #expect(try FileSystem.list(directory.path) == ["a", "b"])
        }
    }

    @Test func `a directory in the way stays, and nothing is left over`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.createDirectory(directory.path("d"), mode: 0o700)
            let error = try #require(throws: SystemError.self) {
                try FileSystem.write("x", atomicallyTo: directory.path("d"), mode: 0o600, durable: false)
            }
            #expect(error.operation == "write \(directory.path("d"))")
            #expect(try FileSystem.list(directory.path) == ["d"])
        }
    }

    @Test(.enabled(if: !CurrentProcess.isRoot, "root may write everywhere"))
    func `a directory that may not be written to is an error that names the file`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.createDirectory(directory.path("d"), mode: 0o500)
            try expectDenied(writing: directory.path("d/f"))
        }
    }

    @Test(.enabled(if: FileSystem.exists("/sys/kernel"), "needs a directory that even root cannot write to"))
    func `a file system that takes no files is an error that names the file`() throws {
        try expectDenied(writing: "/sys/kernel/ccproxy-test")
    }

    private func expectDenied(writing path: String) throws {
        let error = try #require(throws: SystemError.self) {
            try FileSystem.write("x", atomicallyTo: path, mode: 0o600, durable: false)
        }
        #expect(error.isPermissionDenied || error.isReadOnly)
        #expect(error.operation == "write \(path)")
    }

    @Test func `running out of room leaves the old contents and no temporary file`() async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .success) { [root = directory.path as String] in
                let path = Paths.join(root, "f")
                try FileSystem.write("old", atomicallyTo: path, mode: 0o600, durable: false)
                Signal.fileSizeLimit.ignore()
                try ResourceLimit.fileSize.set(4096)
                let tooMuch = [UInt8](repeating: 7, count: 5000)
                let error = try failure {
                    try FileSystem.write(tooMuch, atomicallyTo: path, mode: 0o600, durable: false)
                }
                #expect(error.isOutOfSpace)
                #expect(error.operation == "write \(path)")
                #expect(try FileSystem.list(root) == ["f"])
                #expect(try FileSystem.read(path) == Array("old".utf8))
            }
        }
    }
}
