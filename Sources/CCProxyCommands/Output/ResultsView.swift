import ProxyModel
import Supervision

/// What a start, stop or restart came to: a line for each provider, failures on standard error.
struct ResultsView {
    let results: [ControlResult]
    let context: CommandContext

    /// Prints the results and says how the program ends.
    func show(_ success: (ControlResult) -> String) -> ExitCode {
        let output = context.output
        let code: ExitCode = results.allSatisfy(\.isDone) ? .done : .failed
        if context.isJSON {
            output.printJSON(ControlResult.encode(results))
            return code
        }
        if !output.isQuiet {
            for line in lines(style: output.standardOutput.style, success) { output.print(line) }
        }
        complain()
        return code
    }

    /// Says on standard error what went wrong.
    func complain() {
        for line in complaints(style: context.output.standardError.style) { context.output.complain(line) }
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
        if text.count == 1 {
            lines.append("  what to do: 'ccproxy doctor' looks for the cause, 'ccproxy logs \(result.provider)' shows more")
        }
        return lines
    }
}
