import PlatformSupport

/// Where a command's words go: results to standard output, everything else to standard error.
///
/// Collects what is printed and writes it in one call, so that a status is one system call and a full pipe or a closed
/// one ends in one error, not in half a table.
final class Output {
    /// How text may look on one of the two streams.
    struct Stream {
        let descriptor: CInt
        let isTerminal: Bool
        let hasColor: Bool
        /// Columns; 80 where nobody tells.
        let width: Int
    }

    let standardOutput: Stream
    let standardError: Stream
    let isQuiet: Bool
    private var pending: [UInt8] = []
    /// Somebody has closed standard output (`| head`): the rest is not wanted.
    private(set) var isClosed = false

    init(standardOutput: Stream, standardError: Stream, isQuiet: Bool) {
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.isQuiet = isQuiet
    }

    /// The process's own streams; colour where a terminal is and nothing speaks against it.
    static func process(environment: [String: String], isColorAllowed: Bool, isQuiet: Bool) -> Output {
        let mayColor = isColorAllowed && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        func stream(_ descriptor: CInt) -> Stream {
            let isTerminal = Terminal.isTerminal(descriptor)
            return Stream(
                descriptor: descriptor,
                isTerminal: isTerminal,
                hasColor: isTerminal && mayColor,
                width: isTerminal ? Terminal.width(descriptor) ?? 80 : 80
            )
        }
        return Output(standardOutput: stream(1), standardError: stream(2), isQuiet: isQuiet)
    }

    /// A result: one line, or several, of what was asked for.
    func print(_ text: String) {
        pending += text.utf8
        pending.append(UInt8(ascii: "\n"))
    }

    /// A result as it stands, without a newline of ours.
    func write(_ bytes: [UInt8]) { pending += bytes }

    /// Something to know beside the result; nothing with `--quiet`.
    func note(_ text: String) {
        guard !isQuiet else { return }
        complain(text)
    }

    /// Something that went wrong.
    func complain(_ text: String) {
        flush()
        try? Descriptor.writeAll(standardError.descriptor, text + "\n")
    }

    /// Hands over what was printed so far.
    func flush() {
        guard !pending.isEmpty, !isClosed else { return }
        do {
            try Descriptor.writeAll(standardOutput.descriptor, pending)
        } catch {
            isClosed = true
            if !error.isDisconnected {
                try? Descriptor.writeAll(standardError.descriptor, "ccproxy: \(error)\n")
            }
        }
        pending = []
    }
}
