import CommandParsing
import ProxyModel
import Supervision

/// `restart`: the old process gone, a new one proven.
enum RestartCommand: Command {
    static let spec = CommandSpec("restart", summary: "End proxies and start them again.") { spec in
        spec.group = CommandTree.Group.daily
        spec.discussion = "Running requests get the time of 'stop.grace' to finish. A stopped proxy is started."
        spec.positionals = [.providers("Which to restart; every enabled one with 'all' or none.")]
        spec.sharedOptions = ["json"]
        spec.examples = [.init("ccproxy restart codex", "Replace the codex proxy's process.")]
        spec.seeAlso = ["start", "stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        let control = try context.startedControl()
        let results = try Waiting(for: "restarting", asked, context.output) { () throws(ControlError) in
            try control.restart(asked.names)
        }.value()
        return ResultsView(results: results, context: context).show { result in
            "restarted" + (result.status.pid.map { ", PID \($0)" } ?? "")
        }
    }
}
