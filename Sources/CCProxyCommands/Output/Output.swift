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

        /// A stream of the process as it is.
        static func of(_ descriptor: CInt, mayColor: Bool) -> Stream {
            let isTerminal = Terminal.isTerminal(descriptor)
            return Stream(
                descriptor: descriptor,
                isTerminal: isTerminal,
                hasColor: isTerminal && mayColor,
                width: isTerminal ? Terminal.width(descriptor) ?? 80 : 80
            )
        }

        /// Marks for it, or none.
        var style: TextStyle { TextStyle(isOn: hasColor) }
    }

    let standardOutput: Stream
    let standardError: Stream
    let isQuiet: Bool
    private var pending: [UInt8] = []
    /// Somebody has closed standard output (`| head`): the rest is not wanted.
    private(set) var isClosed = false
    /// Standard output could not be written to, for another reason: what was printed is not what there is to see.
    private(set) var hasFailed = false

    /// What is handed over at the latest, however much more is printed.
    private static let capacity = 1 << 16

    init(standardOutput: Stream, standardError: Stream, isQuiet: Bool) {
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.isQuiet = isQuiet
    }

    /// A result: one line, or several, of what was asked for.
    func print(_ text: String) {
        write(Array(text.utf8))
        write([UInt8(ascii: "\n")])
    }

    /// A result as it stands, without a newline of ours.
    func write(_ bytes: [UInt8]) {
        guard !isClosed else { return }
        pending += bytes
        if pending.count >= Self.capacity { flush() }
    }

    /// JSON text, which ends in a newline.
    func printJSON(_ bytes: [UInt8]) {
        write(bytes)
        write([UInt8(ascii: "\n")])
    }

    /// Something to know beside the result; nothing with `--quiet`.
    func note(_ text: String) {
        guard !isQuiet else { return }
        complain(text)
    }

    /// Something that went wrong.
    func complain(_ text: String) {
        flush()
        showError(text + "\n")
    }

    /// Text for standard error as it stands, behind nothing of what was printed.
    func showError(_ text: String) {
        // Nobody is left to be told that standard error is gone.
        try? Descriptor.writeAll(standardError.descriptor, text)
    }

    /// Hands over what was printed so far.
    func flush() {
        guard !pending.isEmpty else { return }
        defer { pending = [] }
        do {
            try Descriptor.writeAll(standardOutput.descriptor, pending)
        } catch {
            isClosed = true
            guard !error.isDisconnected else { return }
            hasFailed = true
            showError("ccproxy: cannot print the result: \(error.reason)\n")
        }
    }
}
