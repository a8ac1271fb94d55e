@testable import PlatformSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TerminalTests {
    @Test func `a terminal is one, with its size, and a pipe is none`() throws {
        let pty = try PseudoTerminal()
        try pty.resize(columns: 132, rows: 43)
        #expect(Terminal.isTerminal(pty.terminal.raw))
        #expect(Terminal.width(pty.terminal.raw) == 132)
        #expect(Terminal.size(pty.terminal.raw)?.rows == 43)
        try pty.resize(columns: 0, rows: 0)
        #expect(Terminal.width(pty.terminal.raw) == nil)
        let pipe = try Pipe()
        #expect(!Terminal.isTerminal(pipe.readEnd.raw) && Terminal.width(pipe.readEnd.raw) == nil)
    }

    @Test func `what is typed after the prompt is read and not shown, and the terminal shows again afterwards`() throws
    {
        let (answer, screen) = try typed("grün s3cret\\n")
        #expect(answer == "grün s3cret")
        #expect(screen == "\r\n")
    }

    @Test func `a typing error can be corrected`() throws {
        #expect(try typed("wrong\\0025rigth\\0177\\0177ht\\n").answer == "right")
    }

    @Test func `an empty line is an answer, the end of the input is none`() throws {
        #expect(try typed("\\n").answer == "")
        #expect(try typed("\\0004").answer == nil)
    }

    @Test func `a killed question leaves a terminal that shows what is typed, and then kills`() async throws {
        try await withTemporaryDirectory { directory in
            await #expect(processExitsWith: .signal(Signal.hangup.rawValue)) { [root = directory.path as String] in
                let pty = try PseudoTerminal()
                // Pending, since it is blocked: as if it came from outside while the question is asked.
                let mask = try Signal.blocking([.hangup])
                raiseSignal(Signal.hangup.rawValue)
                let error = try failure { try Terminal.readLineWithoutEcho(prompt: "", terminal: pty.terminal.raw) }
                try #require(error.isInterrupted)
                try Descriptor.writeAll(pty.controller.raw, "x")
                try #require(try read(pty.controller.raw, count: 1) == "x")
                try FileSystem.write("shown", atomicallyTo: Paths.join(root, "result"), mode: 0o600)
                Signal.setMask(mask)
                Signal.hangup.raise()
            }
            let result = try FileSystem.readIfPresent(directory.path("result"))
            #expect(result == Array("shown".utf8))
        }
    }

    @Test(.enabled(if: (try? Descriptor.open("/dev/tty")) == nil, "whoever runs this has a terminal"))
    func `without a terminal there is nobody to ask`() throws {
        #expect(throws: SystemError.self) { try Terminal.readLineWithoutEcho(prompt: "Key: ") }
    }

    /// What the question answers when a person, played by a shell, types that after the prompt; and what is shown then.
    private func typed(_ text: String) throws -> (answer: String?, screen: String) {
        let pty = try PseudoTerminal()
        let person = try ProcessHandle.spawn(
            SpawnRequest(
                executable: "/bin/sh",
                arguments: ["sh", "-c", "dd bs=1 count=5 of=/dev/null 2>/dev/null && printf '%b' \"$TEXT\""],
                environment: ["PATH": "/usr/bin:/bin", "TEXT": text],
                workingDirectory: "/",
                standardInput: pty.controller.raw,
                standardOutput: pty.controller.raw
            )
        )
        let answer = try Terminal.readLineWithoutEcho(prompt: "Key: ", terminal: pty.terminal.raw)
        #expect(person.waitUntilEnded(timeout: .seconds(30)))
        #expect(person.reap() == .exited(code: 0))
        // The terminal shows again: what is typed now comes back.
        try Descriptor.writeAll(pty.controller.raw, "|")
        var screen = ""
        while !screen.hasSuffix("|") { screen += try read(pty.controller.raw, count: 1) }
        return (answer, String(screen.dropLast()))
    }
}

/// Exactly so many bytes, however long they take.
private func read(_ descriptor: CInt, count: Int) throws -> String {
    var bytes: [UInt8] = []
    while bytes.count < count {
        let isReadable = try Descriptor.waitUntilReadable(descriptor, timeout: .seconds(30))
        try #require(isReadable)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count - bytes.count, alignment: 1)
        defer { buffer.deallocate() }
        let read = try Descriptor.read(descriptor, into: buffer)
        bytes += buffer[..<read]
    }
    return String(decoding: bytes, as: UTF8.self)
}
