import PlatformSupport
import TestSupport
import Testing

struct FileSystemRemovalTests {
    @Test func `a tree goes with all that is in it`() throws {
        try withTemporaryDirectory { directory in
            let deep = directory.path("tree/a/b/c/d")
            try FileSystem.createDirectory(deep, mode: 0o700)
            for index in 0..<200 {
                try FileSystem.write("x", atomicallyTo: Paths.join(deep, "f\(index)"), mode: 0o400, durable: false)
            }
            try FileSystem.removeTree(directory.path("tree"))
            #expect(try FileSystem.list(directory.path) == [])
        }
    }

    @Test func `a link in a tree goes, what it points to stays`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.createDirectory(directory.path("precious"), mode: 0o700)
            try FileSystem.write("gold", atomicallyTo: directory.path("precious/f"), mode: 0o600, durable: false)
            try FileSystem.createDirectory(directory.path("tree"), mode: 0o700)
            try run("/bin/ln", "-s", directory.path("precious"), directory.path("tree/link"))
            try run("/bin/ln", "-s", directory.path("tree"), directory.path("top"))
            try FileSystem.removeTree(directory.path("top"))
            #expect(try FileSystem.list(directory.path) == ["precious", "tree"])
            try FileSystem.removeTree(directory.path("tree"))
            #expect(try FileSystem.list(directory.path("precious")) == ["f"])
        }
    }

    @Test func `a file, a link and an empty directory are removed, a full one is not`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("x", atomicallyTo: directory.path("file"), mode: 0o600, durable: false)
            try run("/bin/ln", "-s", "file", directory.path("link"))
            try FileSystem.createDirectory(directory.path("empty"), mode: 0o700)
            try FileSystem.createDirectory(directory.path("full/inner"), mode: 0o700)
            for name in ["link", "file", "empty"] { try FileSystem.remove(directory.path(name)) }
            let error = try #require(throws: SystemError.self) { try FileSystem.remove(directory.path("full")) }
            #expect(error.isAlreadyExisting)
            #expect(error.description.contains(directory.path("full")))
            #expect(try FileSystem.list(directory.path) == ["full"])
        }
    }
}
