#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Terminal {
    /// Asks the person at the terminal for a line that is not shown while it is typed.
    ///
    /// The terminal of the process itself is used, wherever its standard descriptors lead.
    ///
    /// - Returns: What was typed, without the line's end; nil when the person ended the input instead.
    /// - Throws: `SystemError`; when the process has no terminal, `ENXIO` or another code of open(2). Interrupting it
    ///   does to the process what it always does, but only after the terminal is as it was.
    package static func readLineWithoutEcho(prompt: String) throws(SystemError) -> String? {
        let terminal = try FileSystem.openFile("/dev/tty", O_RDWR | O_NOCTTY, "open")
        return try readLineWithoutEcho(prompt: prompt, terminal: terminal.raw)
    }

    /// The same on the terminal behind a descriptor.
    static func readLineWithoutEcho(prompt: String, terminal: CInt) throws(SystemError) -> String? {
        let ending: [Signal] = [.interrupt, .terminate, .hangup, .quit]
        // Whoever is killed here would leave a terminal that shows nothing: signals wait until it is as it was.
        let mask = try Signal.blocking(ending)
        defer { Signal.setMask(mask) }
        let signals = try SignalSource.open(ending)
        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else { throw .last("read the terminal's settings") }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        silent.c_lflag |= tcflag_t(ECHONL)
        guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { throw .last("change the terminal's settings") }
        defer { tcsetattr(terminal, TCSAFLUSH, &settings) }
        try Descriptor.writeAll(terminal, prompt)
        return try readLine(from: terminal, unless: signals.raw)
    }

    private static func readLine(from terminal: CInt, unless signals: CInt) throws(SystemError) -> String? {
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            var entries = [terminal, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard retryingInterrupts({ poll(&entries, nfds_t(entries.count), -1) }) >= 0 else {
                throw .last("wait for the terminal")
            }
            if entries[1].revents != 0 { throw SystemError("read from the terminal", code: EINTR) }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = chunk.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { readSome(terminal, $0, buffer.count) } ?? 0
            }
            guard count >= 0 else { throw .last("read from the terminal") }
            if count == 0 { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
            line += chunk[..<count]
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }
}
