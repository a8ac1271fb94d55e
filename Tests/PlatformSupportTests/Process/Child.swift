import PlatformSupport
import TestSupport
import Testing

/// Runs a program to its end and expects success.
func run(_ program: String, _ arguments: String...) throws {
    let child = try Child(program, arguments)
    #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
    #expect(child.handle.reap() == .exited(code: 0), "\(program) \(arguments.joined(separator: " "))")
}

/// What a shell script prints.
func output(ofScript script: String, in directory: TemporaryDirectory) throws -> String {
    let pipe = try Pipe()
    let child = try Child(script: script, in: directory.path, standardOutput: pipe.writeEnd.raw)
    let readEnd = pipe.keepReadEnd()
    let bytes = try Descriptor.readToEnd(readEnd.raw)
    #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
    #expect(child.handle.reap() == .exited(code: 0))
    return String(decoding: bytes, as: UTF8.self)
}

/// A real process, killed with its whole group and reaped when the test lets go of it.
final class Child: Sendable {
    let handle: ProcessHandle

    var pid: Int32 { handle.pid }

    init(_ program: String, _ arguments: [String]) throws {
        let null = try Descriptor.openNullDevice()
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: program,
                arguments: [program] + arguments,
                environment: ["PATH": "/usr/bin:/bin"],
                workingDirectory: "/",
                standardOutput: null.raw
            )
        )
    }

    init(script: String, in directory: String = "/", standardOutput: CInt, keepDescriptor: CInt? = nil) throws {
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: "/bin/sh",
                arguments: ["sh", "-c", script],
                environment: ["PATH": "/usr/bin:/bin"],
                workingDirectory: directory,
                standardOutput: standardOutput,
                keepDescriptor: keepDescriptor
            )
        )
    }

    deinit {
        try? handle.signalGroup(.kill)
        handle.waitUntilEnded(timeout: .seconds(10))
        _ = handle.reap()
    }
}

/// The error that `body` must throw.
func failure(of body: () throws -> some Any) throws -> SystemError {
    try #require(throws: SystemError.self) { _ = try body() }
}
