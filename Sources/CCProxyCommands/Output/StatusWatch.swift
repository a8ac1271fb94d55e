import PlatformSupport
import ProxyModel
import Supervision

/// `status --watch`: the same again every second, in place on a terminal; with `--json` one line of JSON each time.
struct StatusWatch {
    let source: StatusSource
    let asked: ProviderWords
    let isShort: Bool

    private var output: Output { source.context.output }

    /// Shows the status until a signal ends it or nobody reads it any more.
    func run() throws(CommandFailure) -> ExitCode {
        // What is not there now does not come by waiting.
        try asked.check(in: source.context)
        do throws(SystemError) {
            let signals = try SignalSource([.interrupt, .terminate, .windowChange])
            // The other screen, without a cursor; what was there before comes back at the end.
            if isTerminal { output.write(Array("\u{1B}[?1049h\u{1B}[?25l".utf8)) }
            let code = try watch(signals)
            leave()
            return code
        } catch {
            leave()
            throw CommandFailure(error)
        }
    }

    /// Whether the same place is written again and again, for a person to look at.
    private var isTerminal: Bool { output.standardOutput.isTerminal && !source.context.isJSON }

    private func leave() {
        if isTerminal { output.write(Array("\u{1B}[?25h\u{1B}[?1049l".utf8)) }
        output.flush()
    }

    private func watch(_ signals: SignalSource) throws(SystemError) -> ExitCode {
        while true {
            if source.context.isJSON { showJSON() } else { show(lines()) }
            if output.isClosed { return .done }
            guard try Descriptor.waitUntilReadable(signals.descriptor, timeout: .seconds(1)) else { continue }
            switch signals.next() {
            case .interrupt?, .terminate?: return .interrupted
            default: continue
            }
        }
    }

    /// The status now; why there is none, where it cannot be had, since a second later it may be there again.
    private func lines() -> [String] {
        let style = output.standardOutput.style
        do throws(CommandFailure) {
            let report = try source.report(on: asked)
            let view = StatusView(report, asked, in: source.context)
            return isShort ? view.shortLines() : view.lines()
        } catch {
            return [error.message, error.remedy].compactMap(\.self).map { style(.bad, TerminalText.harmless($0)) }
        }
    }

    /// A status that cannot be had is said where it spoils no data.
    private func showJSON() {
        do throws(CommandFailure) {
            output.printJSON(try source.report(on: asked).encoded())
        } catch {
            output.complain(error)
        }
        output.flush()
    }

    private func show(_ lines: [String]) {
        if isTerminal {
            let size = Terminal.size(output.standardOutput.descriptor) ?? (columns: 80, rows: 24)
            // Each line clears its own rest, then everything below: no flicker, and nothing old stays.
            let shown = lines.prefix(size.rows - 1).map { DisplayWidth.cut($0, to: size.columns) + "\u{1B}[K\r\n" }
            output.write(Array("\u{1B}[H\(shown.joined())\u{1B}[J".utf8))
        } else {
            for line in lines { output.print(line) }
            output.print("")
        }
        output.flush()
    }
}
