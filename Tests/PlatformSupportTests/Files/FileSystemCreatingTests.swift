import PlatformSupport
import TestSupport
import Testing

struct FileSystemCreatingTests {
    @Test func `a new file has its contents and exactly its mode`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("file")
            let isMade = try FileSystem.create([1, 2, 3], at: path, mode: 0o666, durable: true)
            #expect(isMade)
            #expect(try FileSystem.read(path) == [1, 2, 3])
            #expect(try FileSystem.info(path)?.mode == 0o666)
            #expect(try FileSystem.list(directory.path) == ["file"])
        }
    }

    @Test func `what has the name already is left alone, and no temporary file stays`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("file")
            try FileSystem.write("old", atomicallyTo: path, mode: 0o600, durable: false)
            let isMade = try FileSystem.create([1, 2, 3], at: path, mode: 0o600, durable: false)
            #expect(!isMade)
            #expect(try FileSystem.read(path) == Array("old".utf8))
            #expect(try FileSystem.list(directory.path) == ["file"])
        }
    }

    @Test func `a directory that is missing is an error that names the file`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("none/file")
            let error = #expect(throws: SystemError.self) {
                try FileSystem.create([], at: path, mode: 0o600, durable: false)
            }
            #expect(error?.isNotFound == true)
            #expect(error?.description.contains(path) == true)
        }
    }
}
