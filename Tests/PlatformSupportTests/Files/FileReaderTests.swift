import PlatformSupport
import TestSupport
import Testing

struct FileReaderTests {
    @Test func `a file is read at any place, whatever becomes of its name`() throws {
        try withTemporaryDirectory { directory in
            let path = directory.path("file")
            try FileSystem.write("0123456789", atomicallyTo: path, mode: 0o600)
            let reader = try #require(try FileReader.open(path))
            try FileSystem.remove(path)
            #expect(try reader.read(at: 3, count: 4) == Array("3456".utf8))
            #expect(try reader.read(at: 8, count: 4) == Array("89".utf8))
            #expect(try reader.read(at: 20, count: 4) == [])
            #expect(try reader.read(at: -1, count: 4) == [])
            #expect(try reader.info().size == 10)
        }
    }

    @Test func `what is not there is nil, and what is no file is refused`() throws {
        try withTemporaryDirectory { directory in
            let nothing = try FileReader.open(directory.path("nothing"))
            #expect(nothing == nil)
            let error = #expect(throws: SystemError.self) { try FileReader.open(directory.path) }
            #expect(error?.description.contains(directory.path) == true)
        }
    }

    @Test func `a file system has room`() throws {
        let space = try FileSystem.freeSpace(at: "/")
        #expect(space > 0)
        #expect(throws: SystemError.self) { try FileSystem.freeSpace(at: "/no/such/place") }
    }

    @Test func `a library is found or not`() {
        #expect(!SharedLibrary.isLoadable("libno-such-thing.so.1"))
    }
}
