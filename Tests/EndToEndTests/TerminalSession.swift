import PlatformSupport

/// A program in front of a person: it runs on a terminal of its own, and the person reads and types.
final class TerminalSession {
    private let pty: PseudoTerminal
    private let handle: ProcessHandle
    private var shownBytes: [UInt8] = []
    /// How much of it has been looked at.
    private var seenCount = 0

    /// Everything that the terminal has shown.
    var screen: String { String(decoding: shownBytes, as: UTF8.self) }

    /// How long the person waits for anything.
    private static let patience = Duration.seconds(60)

    /// Starts a program whose terminal this is, so that Ctrl-C reaches it and whatever it starts.
    init(_ arguments: [String], environment: [String: String], directory: String) throws {
        pty = try PseudoTerminal()
        try pty.resize(columns: 200, rows: 50)
        let terminal = try FileSystem.readLink("/proc/self/fd/\(pty.terminal.raw)")
        // The first terminal that the leader of a session opens becomes its own.
        let script = #"exec "$@" <"$CCPROXY_TEST_TERMINAL" >"$CCPROXY_TEST_TERMINAL" 2>&1"#
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: "/bin/sh",
                arguments: ["sh", "-c", script, "sh"] + arguments,
                environment: environment.merging(["CCPROXY_TEST_TERMINAL": terminal, "TERM": "xterm"]) { own, _ in own
                },
                workingDirectory: directory,
                standardOutput: pty.terminal.raw
            )
        )
    }

    deinit {
        try? handle.signalGroup(.kill)
        handle.waitUntilEnded(timeout: .seconds(5))
        _ = handle.reap()
    }

    /// Waits until the terminal shows a text that it has not shown before.
    ///
    /// - Returns: What it has shown since the last time, that text included.
    @discardableResult
    func wait(for text: String) throws -> String {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let fresh = shownBytes[seenCount...]
            if let range = fresh.firstRange(of: Array(text.utf8)) {
                seenCount = range.upperBound
                return String(decoding: fresh[..<range.upperBound], as: UTF8.self)
            }
            guard try readMore(until: deadline) else { throw Unexpected("no '\(text)' on the terminal:\n\(screen)") }
        }
    }

    /// Types, without a line's end.
    func type(_ text: String) throws { try Descriptor.writeAll(pty.controller.raw, text) }

    /// Types a line.
    func enter(_ line: String) throws { try type(line + "\r") }

    /// Types a command into a shell and waits until it has ended.
    @discardableResult
    func run(_ command: String) throws -> String {
        // Split in two, so that only the command's own output matches and not what is typed.
        try enter("\(command); echo 'ended-''here'")
        return try wait(for: "ended-here")
    }

    /// Presses Ctrl-C.
    func interrupt() throws { try type("\u{3}") }

    /// Waits for the program's end.
    ///
    /// - Returns: Its exit status, as a shell reports it.
    func end() throws -> Int32 {
        let deadline = ContinuousClock.now + Self.patience
        // What is printed has to be taken, or nothing more can be.
        while try readMore(until: deadline) {}
        guard let status = handle.reap() else { throw Unexpected("it does not end:\n\(screen)") }
        return status.shellCode
    }

    /// Takes what the terminal shows next.
    ///
    /// - Returns: False when the program has ended and nothing is left, or the time is over.
    private func readMore(until deadline: ContinuousClock.Instant) throws -> Bool {
        let poller = try Poller()
        try poller.add(pty.controller.raw, token: 1, for: .read, trigger: .edge)
        try poller.add(handle.descriptor, token: 2, for: .read, trigger: .edge)
        while ContinuousClock.now < deadline {
            let hasEnded = handle.hasEnded
            if try Descriptor.waitUntilReadable(pty.controller.raw, timeout: .zero) {
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
                defer { buffer.deallocate() }
                let count = try Descriptor.read(pty.controller.raw, into: buffer)
                shownBytes += buffer[..<count]
                return count > 0
            }
            if hasEnded { return false }
            try poller.wait(nanoseconds: 1_000_000_000) { _ in }
        }
        return false
    }
}
