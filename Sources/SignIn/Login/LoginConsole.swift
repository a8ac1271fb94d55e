internal import PlatformSupport
internal import Synchronization

/// Where a login is shown, and where the person at the keyboard answers.
///
/// What has to be read goes to the output, one line at a time. On a terminal, one more line at the bottom tells what is
/// waited for; it is gone when the login is over.
package final class LoginConsole: Sendable {
    /// Where pasted lines come from.
    package let input: CInt
    private let output: CInt
    private let status: CInt
    private let showsStatus: Bool
    /// The line at the bottom, as it is shown now.
    private let shown = Mutex("")

    /// A console on three descriptors, which stay the caller's.
    ///
    /// - Parameters:
    ///   - input: the keyboard, or what stands for it.
    ///   - output: what has to be read.
    ///   - status: the line at the bottom; shown only if this is a terminal.
    package init(input: CInt, output: CInt, status: CInt) {
        self.input = input
        self.output = output
        self.status = status
        showsStatus = Terminal.isTerminal(status)
    }

    /// Writes lines.
    func write(_ text: String) {
        shown.withLock { shown in
            if !shown.isEmpty { put("\r\u{1B}[K", status) }
            put(text + "\n", output)
            if !shown.isEmpty { put(shown, status) }
        }
    }

    /// Shows a line at the bottom; typing goes on behind it.
    ///
    /// A line of the same length is replaced without moving the cursor, so that what is being typed stays.
    func show(_ line: String) {
        guard showsStatus else { return }
        shown.withLock { shown in
            guard shown != line else { return }
            if shown.isEmpty {
                put(line, status)
            } else if shown.count == line.count {
                put("\u{1B}7\r\(line)\u{1B}8", status)
            } else {
                put("\r\u{1B}[K\(line)", status)
            }
            shown = line
        }
    }

    /// Takes the line at the bottom away.
    func clear() {
        shown.withLock { shown in
            if !shown.isEmpty { put("\r\u{1B}[K", status) }
            shown = ""
        }
    }

    /// The person has pressed Enter: the terminal has moved on to a new line by itself.
    func noteLine() {
        shown.withLock { shown in
            if !shown.isEmpty { put(shown, status) }
        }
    }

    private func put(_ text: String, _ descriptor: CInt) {
        // When the terminal has gone, nobody is left to be told.
        try? Descriptor.writeAll(descriptor, text)
    }
}
