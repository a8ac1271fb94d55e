import CommandParsing
import ProxyModel
import Supervision

/// `stop`: gone, and verified gone.
enum StopCommand: Command {
    static let spec = CommandSpec("stop", summary: "Stop proxies and verify that nothing of them is left.") { spec in
        spec.group = CommandTree.Group.daily
        spec.discussion = """
            Without an argument everything ends: every proxy, the dashboard and the daemon, and stale PID files are \
            removed. A process that is not ours is never touched, whatever port it holds and whatever a PID file says.
            """
        spec.positionals = [
            PositionalSpec("provider", .words(kind: "provider"), .any, summary: "Which to stop; without one, everything.")
        ]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy stop", "Stop everything."),
            .init("ccproxy stop codex", "Stop one; the others and the daemon go on."),
        ]
        spec.seeAlso = ["start", "restart"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        guard let control = try controlIfNeeded(asked, in: context) else {
            if context.isJSON { context.output.write(ControlResult.encode([]) + [UInt8(ascii: "\n")]) }
            context.output.note("Nothing was running.")
            return .done
        }
        let results = try Waiting(for: "stopping", asked, context.output) { () throws(ControlError) in
            asked.isAll ? try control.shutDown(stoppingEngines: true) : try control.stop(asked.names)
        }.value()
        return ResultsView(results: results, context: context).show { $0.hasChanged ? "stopped" : "was not running" }
    }

    /// The daemon, where one runs or is needed to end what an earlier one has left; nil when there is nothing to end.
    private static func controlIfNeeded(
        _ asked: ProviderWords,
        in context: CommandContext
    ) throws(CommandFailure) -> ControlClient? {
        if context.control.isRunning { return context.control }
        let survey = OfflineSurvey(base: context.base, settings: try context.settings())
        if survey.hasLiveEngines() { return try context.startedControl() }
        survey.removeStaleRecords()
        return nil
    }
}
