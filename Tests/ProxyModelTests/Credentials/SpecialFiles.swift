import PlatformSupport
import Testing

/// Kinds of files that nothing but a test makes.
enum SpecialFiles {
    /// Makes a symbolic link that says `target`.
    static func makeLink(to target: String, at path: String) throws {
        try run("/bin/ln", "-s", target, path)
    }

    /// Makes a FIFO that nobody writes to.
    static func makeFIFO(at path: String) throws {
        try run("/usr/bin/mkfifo", path)
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let request = SpawnRequest(
            executable: program,
            arguments: [program] + arguments,
            environment: [:],
            workingDirectory: "/",
            standardOutput: 2
        )
        let child = try ProcessHandle.spawn(request)
        try #require(child.waitUntilEnded(timeout: .seconds(30)))
        try #require(child.reap() == .exited(code: 0))
    }
}
