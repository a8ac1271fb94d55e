/// Writes lines of logs, each behind the name of its log if there are several.
struct LogPrinter {
    private let output: Output
    private let width: Int?

    /// - Parameters:
    ///   - sources: the logs that may have lines.
    ///   - output: where the lines go.
    init(_ sources: [LogSource], output: Output) {
        self.output = output
        width = sources.count > 1 ? sources.map { DisplayWidth.of($0.name) }.max() : nil
    }

    /// Prints one line: as it is into a file or a pipe, harmless on a terminal.
    func print(_ line: [UInt8], of source: LogSource) {
        var bytes: [UInt8] = []
        if let width {
            let padding = String(repeating: " ", count: width - DisplayWidth.of(source.name))
            let style = TextStyle(isOn: output.standardOutput.hasColor)
            bytes += style(.strong, source.name).utf8
            bytes += style(.faint, "\(padding) | ").utf8
        }
        bytes += output.standardOutput.isTerminal ? Array(TerminalText.harmless(line).utf8) : line
        bytes.append(UInt8(ascii: "\n"))
        output.write(bytes)
    }
}
