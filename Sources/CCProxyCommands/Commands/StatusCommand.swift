import CommandParsing
import ProxyModel

/// `status`: what runs, and whether it is well.
enum StatusCommand: Command {
    static let spec = CommandSpec("status", summary: "Show every proxy: state, health, PID, uptime, accounts.") {
        spec in
        spec.group = CommandTree.Group.daily
        spec.synonyms = ["ps", "list", "ls"]
        spec.discussion = """
            Asks every proxy that runs, at this moment, so what is shown is true now. Nothing is started; only a daemon \
            that died while its proxies live on is brought back.

            The state is one of: stopped, starting, running, unhealthy (it runs and does not answer), backoff (it \
            crashed and is about to be started again), failed (given up after too many crashes), stopping, foreign \
            (somebody else holds its port).
            """
        spec.positionals = [.providers("Which to show; all of them without one.")]
        spec.options = [
            OptionSpec("watch", short: "w", summary: "Again every second, until Ctrl-C; JSON by lines with --json."),
            OptionSpec("short", short: "s", summary: "One line for each provider, without accounts and errors."),
        ]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy status", "Show all of them."),
            .init("ccproxy status codex --json", "One, for a script."),
            .init("ccproxy status --watch --short", "Keep an eye on them."),
        ]
        spec.exitStatuses = [
            .init("0", "everything that was asked for runs and is healthy; without a name, everything enabled"),
            .init("3", "something that was asked for does not run or is not healthy"),
        ]
        spec.seeAlso = ["start", "logs", "doctor"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        let source = StatusSource(context: context)
        if parsed.has("watch") {
            return try StatusWatch(source: source, asked: asked, isShort: parsed.has("short")).run()
        }
        let report = try source.report(on: asked)
        let view = StatusView(report, asked, in: context)
        if context.isJSON {
            context.output.printJSON(report.encoded())
        } else {
            for line in parsed.has("short") ? view.shortLines() : view.lines() { context.output.print(line) }
        }
        return view.isWell ? .done : .notHealthy
    }
}
