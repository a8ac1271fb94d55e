import PlatformSupport
import TestSupport
import Testing

struct FileSystemVolatileTests {
    @Test func `a new file has its contents and exactly its mode, and so has a replaced one`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("file")
            try FileSystem.writeVolatile([1, 2, 3], atomicallyTo: path, mode: 0o666)
            #expect(try FileSystem.read(path) == [1, 2, 3])
            #expect(try FileSystem.info(path)?.mode == 0o666)
            try FileSystem.writeVolatile([4], atomicallyTo: path, mode: 0o600)
            #expect(try FileSystem.read(path) == [4])
            #expect(try FileSystem.info(path)?.mode == 0o600)
            #expect(try FileSystem.list(directory.path) == ["file"])
        }
    }

    @Test func `whoever has the old file open keeps it as it was`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("file")
            try FileSystem.writeVolatile([1], atomicallyTo: path, mode: 0o600)
            let before = try FileSystem.info(path)
            try FileSystem.writeVolatile([2], atomicallyTo: path, mode: 0o600)
            #expect(try FileSystem.info(path)?.inode != before?.inode, "written in place, a reader would see a part")
        }
    }

    @Test func `a link stays one, and what it points to is replaced`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.writeVolatile([1], atomicallyTo: directory.path("file"), mode: 0o600)
            try run("/bin/ln", "-s", "file", directory.path("link"))
            try FileSystem.writeVolatile([2], atomicallyTo: directory.path("link"), mode: 0o600)
            #expect(try FileSystem.readLink(directory.path("link")) == "file")
            #expect(try FileSystem.read(directory.path("file")) == [2])
            #expect(try FileSystem.list(directory.path) == ["file", "link"])
        }
    }

    @Test func `a directory is not replaced, and no temporary file stays`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.createDirectory(directory.path("file/in it"), mode: 0o700)
            #expect(throws: SystemError.self) {
                try FileSystem.writeVolatile([1], atomicallyTo: directory.path("file"), mode: 0o600)
            }
            #expect(try FileSystem.list(directory.path) == ["file"])
            #expect(try FileSystem.list(directory.path("file")) == ["in it"])
        }
    }

    @Test func `a directory that is missing is an error that names the file`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("none/file")
            let error = #expect(throws: SystemError.self) {
                try FileSystem.writeVolatile([], atomicallyTo: path, mode: 0o600)
            }
            #expect(error?.isNotFound == true)
            #expect(error?.description.contains(path) == true)
        }
    }
}
