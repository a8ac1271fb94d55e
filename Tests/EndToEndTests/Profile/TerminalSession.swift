import PlatformSupport
import TestSupport
import Testing

/// A shell that believes that a person sits at its terminal.
final class TerminalSession {
    private let terminal: PseudoTerminal
    private let handle: ProcessHandle
    /// Everything that was shown until now.
    private(set) var screen = ""

    /// Starts a shell.
    ///
    /// - Parameters:
    ///   - shell: its path.
    ///   - arguments: what stands behind its name.
    ///   - environment: exactly its environment; it starts in `HOME`.
    /// - Throws: when there is no terminal or no such shell.
    init(_ shell: String, _ arguments: [String], environment: [String: String]) throws {
        terminal = try PseudoTerminal()
        try terminal.resize(columns: 200, rows: 50)
        let place = "/proc/self/fd/0"
        // Whoever leads a session and opens a terminal gets it as its own.
        let script = "tty=$(readlink \(place)); exec \"$@\" <\"$tty\" >\"$tty\" 2>&1"
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: "/bin/sh",
                arguments: ["sh", "-c", script, "sh", shell] + arguments,
                environment: environment,
                workingDirectory: environment["HOME"] ?? "/",
                standardInput: terminal.terminal.raw,
                standardOutput: terminal.terminal.raw
            )
        )
    }

    deinit {
        // Not everybody in it belongs to the shell's own group; the end of the terminal ends those.
        try? handle.signalGroup(.kill)
        handle.waitUntilEnded(timeout: .seconds(30))
        _ = handle.reap()
    }

    /// Types.
    func type(_ text: String) throws { try Descriptor.writeAll(terminal.controller.raw, text) }

    /// Waits until the text is shown behind what was waited for last.
    ///
    /// - Returns: What was shown until then.
    @discardableResult
    func wait(for text: String) throws -> String {
        var shown: [UInt8] = []
        while !String(decoding: shown, as: UTF8.self).contains(text) {
            guard try Descriptor.waitUntilReadable(terminal.controller.raw, timeout: .seconds(60)) else {
                throw Unexpected("'\(text)' was not shown, but:\n\(String(decoding: shown, as: UTF8.self))")
            }
            // One byte at a time: what stands behind the text is for the next call.
            var byte: [UInt8] = [0]
            let count = try byte.withUnsafeMutableBytes { try Descriptor.read(terminal.controller.raw, into: $0) }
            if count == 0 { break }
            shown += byte
        }
        let text = String(decoding: shown, as: UTF8.self)
        screen += text
        return text
    }

    /// Types a command and waits until it has ended.
    @discardableResult
    func run(_ command: String) throws -> String {
        // Split in two, so that only the command's own output matches and not what is typed.
        try type("\(command); echo 'ended-''here'\r")
        return try wait(for: "ended-here")
    }
}
