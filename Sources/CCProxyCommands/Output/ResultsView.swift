import ProxyModel
import Supervision

/// What a start, stop or restart came to: a line for each provider, failures on standard error.
struct ResultsView {
    let results: [ControlResult]
    let context: CommandContext

    /// Prints the results and says how the program ends.
    func show(_ success: (ControlResult) -> String) -> ExitCode {
        let code: ExitCode = results.allSatisfy(\.isDone) ? .done : .failed
        if context.isJSON {
            context.output.write(ControlResult.encode(results) + [UInt8(ascii: "\n")])
            return code
        }
        let style = TextStyle(isOn: context.output.standardOutput.hasColor)
        var table = TextTable()
        for result in results where result.isDone && !context.output.isQuiet {
            table.add([
                .init(result.provider, .strong), .init(success(result), .good),
                .init(result.status.pid == nil ? "" : result.status.url, .faint),
            ])
        }
        for line in table.lines(style: style) { context.output.print(line) }
        let errorStyle = TextStyle(isOn: context.output.standardError.hasColor)
        for result in results where !result.isDone { complain(about: result, errorStyle) }
        return code
    }

    private func complain(about result: ControlResult, _ style: TextStyle) {
        context.output.complain("ccproxy: \(result.provider): \(style(.bad, result.error ?? "failed"))")
        for line in result.status.lastLogLines.suffix(5) { context.output.complain("    " + style(.faint, "| " + line)) }
        if result.status.state == .failed, !result.status.lastLogLines.isEmpty {
            context.output.complain("  what to do: read 'ccproxy logs \(result.provider)', mend it, start it again")
        }
    }
}
