import PlatformSupport
import TestSupport
import Testing

struct FileSystemBeginningTests {
    @Test(arguments: [(0, 0), (1, 1), (4, 4), (5, 5), (6, 5), (4096, 5)])
    func `no more is read than was asked for, and no more than is there`(count: Int, expected: Int) throws {
        try withTemporaryDirectory { directory in
            let bytes: [UInt8] = [1, 2, 3, 4, 5]
            try FileSystem.write(bytes, atomicallyTo: directory.path("file"), mode: 0o600, durable: false)
            let beginning = try FileSystem.readBeginning(of: directory.path("file"), count: count)
            #expect(beginning == Array(bytes.prefix(expected)))
        }
    }

    @Test func `what is missing or a directory is an error that names it`() throws {
        try withTemporaryDirectory { directory in
            let isMissing = #expect(throws: SystemError.self) {
                try FileSystem.readBeginning(of: directory.path("none"), count: 4)
            }
            #expect(isMissing?.isNotFound == true)
            let error = #expect(throws: SystemError.self) {
                try FileSystem.readBeginning(of: directory.path, count: 4)
            }
            #expect(error?.description.contains(directory.path) == true)
        }
    }
}
