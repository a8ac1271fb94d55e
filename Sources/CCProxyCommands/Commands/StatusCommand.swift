import CommandParsing
import ProxyModel
import Supervision

/// `status`: what runs, and whether it is well.
enum StatusCommand: Command {
    static let spec = CommandSpec("status", summary: "Show every proxy: state, PID, health, uptime, accounts.") { spec in
        spec.group = CommandTree.Group.daily
        spec.discussion = """
            Asks every engine that runs, at this moment, so what is shown is true now. \
            Starts nothing; only a daemon that died while its engines live on is brought back.
            """
        spec.positionals = [.providers("Which to show; all of them without one.")]
        spec.options = [
            OptionSpec("watch", short: "w", summary: "Show it again every second, until Ctrl-C."),
            OptionSpec("short", short: "s", summary: "One line for each provider."),
        ]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy status", "All providers."),
            .init("ccproxy status codex --json", "One, for a script."),
        ]
        spec.exitStatuses = [
            .init("0", "everything asked for runs and is healthy"),
            .init("3", "something asked for does not run or is not healthy"),
        ]
        spec.seeAlso = ["logs", "doctor"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        if parsed.has("watch"), !context.isJSON {
            return try StatusWatch(asked: asked, isShort: parsed.has("short"), context: context).run()
        }
        let report = try StatusSource(context: context).report(on: asked)
        if context.isJSON {
            context.output.write(report.encoded() + [UInt8(ascii: "\n")])
        } else {
            let view = StatusView(report: report, style: TextStyle(isOn: context.output.standardOutput.hasColor))
            for line in parsed.has("short") ? view.shortLines() : view.lines() { context.output.print(line) }
        }
        return report.providers.allSatisfy(\.isHealthy) ? .done : .notHealthy
    }
}
