import ProxyModel
import Supervision

/// What a start, stop or restart came to: a line for each provider, failures on standard error.
struct ResultsView {
    let results: [ControlResult]

    /// How the program ends.
    var code: ExitCode { results.allSatisfy(\.isDone) ? .done : .failed }

    /// Prints the results and says how the program ends.
    func show(in context: CommandContext, _ success: (ControlResult) -> String) -> ExitCode {
        if context.isJSON {
            context.output.printJSON(ControlResult.encode(results))
            return code
        }
        if !context.output.isQuiet {
            for line in lines(style: context.output.standardOutput.style, success) { context.output.print(line) }
        }
        complain(on: context.output)
        return code
    }

    /// Says on standard error what went wrong.
    func complain(on output: Output) {
        for line in complaints(style: output.standardError.style) { output.complain(line) }
    }

    /// A line for each provider that is as it was asked to be.
    func lines(style: TextStyle, _ success: (ControlResult) -> String) -> [String] {
        var table = TextTable()
        for result in results where result.isDone {
            let url = result.status.pid == nil ? "" : result.status.url
            table.add([.init(result.provider, .strong), .init(success(result), .good), .init(url, .faint)])
        }
        return table.lines(style: style)
    }

    /// For each provider that is not: what went wrong, the end of its log, and what to do.
    func complaints(style: TextStyle) -> [String] { results.filter { !$0.isDone }.flatMap { complaint($0, style) } }

    private func complaint(_ result: ControlResult, _ style: TextStyle) -> [String] {
        // The error can bring its remedy as a second line.
        let text = (result.error ?? result.status.lastError ?? "failed").split(separator: "\n").map {
            TerminalText.harmless(String($0))
        }
        var lines = ["ccproxy: \(result.provider): \(style(.bad, text.first ?? "failed"))"]
        for line in result.status.lastLogLines.suffix(5) {
            lines.append("    " + style(.faint, "| \(TerminalText.harmless(line))"))
        }
        lines += text.dropFirst().map { "  \($0)" }
        if text.count == 1 { lines.append("  " + remedy(for: result.status)) }
        return lines
    }

    private func remedy(for status: StatusReport.Provider) -> String {
        guard status.state == .foreign else {
            if status.lastError == nil { return "type it again where it is still wanted" }
            return "'ccproxy doctor' looks for the cause, 'ccproxy logs \(status.provider)' shows more"
        }
        let key = "providers.\(status.provider).port"
        return "end that, or use another port: ccproxy config set \(key) \(OtherPort.than(status.port))"
    }
}
