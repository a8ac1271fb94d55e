import PlatformSupport
import ProxyModel
import Supervision

/// `status --watch`: the same again every second, in place on a terminal.
struct StatusWatch {
    let asked: ProviderWords
    let isShort: Bool
    let context: CommandContext

    func run() throws(CommandFailure) -> ExitCode {
        let signals: SignalSource
        do {
            signals = try SignalSource([.interrupt, .terminate, .windowChange])
        } catch {
            throw CommandFailure("\(error)")
        }
        let isTerminal = context.output.standardOutput.isTerminal
        if isTerminal { context.output.write(Array("\u{1B}[?1049h\u{1B}[?25l".utf8)) }
        defer {
            if isTerminal { context.output.write(Array("\u{1B}[?25h\u{1B}[?1049l".utf8)) }
            context.output.flush()
        }
        while !context.output.isClosed {
            show(try StatusSource(context: context).report(on: asked), isTerminal: isTerminal)
            do {
                guard try Descriptor.waitUntilReadable(signals.descriptor, timeout: .seconds(1)) else { continue }
                switch try signals.next() {
                case .interrupt?, .terminate?: return .interrupted
                default: continue
                }
            } catch {
                throw CommandFailure("\(error)")
            }
        }
        return .done
    }

    private func show(_ report: StatusReport, isTerminal: Bool) {
        let view = StatusView(report: report, style: TextStyle(isOn: context.output.standardOutput.hasColor))
        let lines = isShort ? view.shortLines() : view.lines()
        if isTerminal {
            // Each line clears its own rest, then everything below: no flicker, and nothing old stays.
            let text = "\u{1B}[H" + lines.map { $0 + "\u{1B}[K\r\n" }.joined() + "\u{1B}[J"
            context.output.write(Array(text.utf8))
        } else {
            for line in lines { context.output.print(line) }
            context.output.print("")
        }
        context.output.flush()
    }
}
