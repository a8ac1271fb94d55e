import PlatformSupport
import Testing

struct SystemErrorTests {
    @Test func `the description names the operation and the system's reason`() {
        #expect(SystemError("open /x/y", code: 2).description == "open /x/y: No such file or directory")
    }

    @Test func `an unknown code still has a description`() {
        #expect(SystemError("try", code: 99_999).description.hasPrefix("try: "))
        #expect(SystemError("try", code: 99_999).description.contains("99999"))
    }

    @Test func `the reason of a failed call survives the building of its text`() throws {
        let missing = "/nonexistent-\(String(repeating: "x", count: 100))/file"
        let error = try #require(throws: SystemError.self) { try FileSystem.read(missing) }
        #expect(error.isNotFound)
        #expect(error.operation == "read \(missing)")
    }

    @Test func `a path through a file is as absent as a missing one`() throws {
        let error = try #require(throws: SystemError.self) { try FileSystem.read("/etc/passwd/x") }
        #expect(error.isNotFound)
    }
}
