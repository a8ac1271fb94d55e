import PlatformSupport
import TestSupport
import Testing

struct FileSystemTests {
    @Test func `what has been written is read`() throws {
        try withTemporaryDirectory { directory in
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try FileSystem.write(bytes, atomicallyTo: directory.path("f"), mode: 0o600, durable: false)
            #expect(try FileSystem.read(directory.path("f")) == bytes)
            #expect(try FileSystem.readIfPresent(directory.path("f")) == bytes)
        }
    }

    @Test func `a file as long as the limit is read, a longer one is refused`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("12345", atomicallyTo: directory.path("f"), mode: 0o600, durable: false)
            #expect(try FileSystem.read(directory.path("f"), limit: 5) == Array("12345".utf8))
            #expect(throws: SystemError.self) { try FileSystem.read(directory.path("f"), limit: 4) }
        }
    }

    @Test func `a file without a size is read to its end`() throws {
        let text = String(decoding: try FileSystem.read("/proc/self/stat"), as: UTF8.self)
        #expect(text.hasPrefix("\(CurrentProcess.pid) ("))
    }

    @Test func `an absent file is nil where that is asked for`() throws {
        try withTemporaryDirectory { directory in
            #expect(try FileSystem.readIfPresent(directory.path("no")) == nil)
            #expect(try FileSystem.info(directory.path("no")) == nil)
            #expect(!FileSystem.exists(directory.path("no")))
            try FileSystem.remove(directory.path("no"))
            try FileSystem.removeTree(directory.path("no"))
        }
    }

    @Test func `a directory and a FIFO are refused at once`() throws {
        try withTemporaryDirectory { directory in
            try run("/usr/bin/mkfifo", directory.path("pipe"))
            #expect(throws: SystemError.self) { try FileSystem.read(directory.path) }
            #expect(throws: SystemError.self) { try FileSystem.readIfPresent(directory.path("pipe")) }
            #expect(try FileSystem.info(directory.path("pipe"))?.kind == .fifo)
        }
    }

    @Test func `the facts about a file and about a link to it differ`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("abc", atomicallyTo: directory.path("f"), mode: 0o640, durable: false)
            try run("/bin/ln", "-s", "f", directory.path("link"))
            let file = try #require(try FileSystem.info(directory.path("f")))
            #expect(file.kind == .regular && file.size == 3 && file.mode == 0o640)
            #expect(file.userID == CurrentProcess.userID && file.modified > 1_600_000_000_000_000_000)
            #expect(try FileSystem.info(directory.path("link"))?.isSameFile(as: file) == true)
            #expect(try FileSystem.info(directory.path("link"), followSymlinks: false)?.kind == .symbolicLink)
            #expect(try FileSystem.readLink(directory.path("link")) == "f")
            #expect(try FileSystem.realPath(directory.path("link")) == directory.path("f"))
            #expect(throws: SystemError.self) { try FileSystem.readLink(directory.path("f")) }
        }
    }

    @Test func `executable is what may be executed`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("#!/bin/sh", atomicallyTo: directory.path("f"), mode: 0o600, durable: false)
            #expect(!FileSystem.isExecutable(directory.path("f")))
            try FileSystem.setMode(directory.path("f"), 0o700)
            #expect(FileSystem.isExecutable(directory.path("f")))
        }
    }

    @Test func `names are listed sorted, hidden ones too`() throws {
        try withTemporaryDirectory { directory in
            let names = ["b", "a", ".hidden", "B", String(repeating: "x", count: 255), "ä"]
            for name in names {
                try FileSystem.write("", atomicallyTo: directory.path(name), mode: 0o600, durable: false)
            }
            #expect(
                try FileSystem.list(directory.path) == [
                    ".hidden", "B", "a", "b", String(repeating: "x", count: 255), "ä",
                ]
            )
            #expect(throws: SystemError.self) { try FileSystem.list(directory.path("a")) }
        }
    }

    @Test func `an absolute path has no dots or doubled slashes but keeps what only the disk can resolve`() throws {
        #expect(try FileSystem.absolutePath("/a/./b//c/") == "/a/b/c")
        #expect(try FileSystem.absolutePath("/a/../b") == "/a/../b")
        #expect(try FileSystem.absolutePath("x") == Paths.join(try FileSystem.currentDirectory(), "x"))
    }

    @Test func `a renamed file has the new name only`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("new", atomicallyTo: directory.path("a"), mode: 0o600, durable: false)
            try FileSystem.write("old", atomicallyTo: directory.path("b"), mode: 0o600, durable: false)
            try FileSystem.rename(directory.path("a"), to: directory.path("b"))
            #expect(try FileSystem.list(directory.path) == ["b"])
            #expect(try FileSystem.read(directory.path("b")) == Array("new".utf8))
        }
    }
}
