import CommandParsing
import ProxyModel
import Supervision

/// `restart`: the old process gone, a new one proven.
enum RestartCommand: Command {
    static let spec = CommandSpec("restart", summary: "End proxies and start them again.") { spec in
        spec.group = CommandTree.Group.daily
        spec.discussion = """
            A proxy gets 'stop.grace' (10 s unless set otherwise) to end before it is killed. One that was stopped, or \
            had been given up after too many crashes, is started.
            """
        spec.positionals = [.providers("Which to restart; every enabled one with 'all' or none.")]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy restart codex", "Replace the codex proxy's process, for example after a change of settings.")
        ]
        spec.exitStatuses = [.init("0", "all that were asked for are up again"), .init("1", "at least one is not")]
        spec.seeAlso = ["start", "stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        try asked.check(in: context)
        let results = try Waiting.during("restarting \(asked.inWords)", context) { waiting throws(CommandFailure) in
            try context.withDaemon(asked) { control throws(ControlError) in
                try control.restart(asked.names, whileWaiting: waiting)
            }
        }
        return ResultsView(results: results).show(in: context) { result in
            "restarted" + (result.status.pid.map { ", PID \($0)" } ?? "")
        }
    }
}
