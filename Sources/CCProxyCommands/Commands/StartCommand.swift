import CommandParsing
import ProxyModel
import Supervision

/// `start`: up and proven, whatever was before.
enum StartCommand: Command {
    static let spec = CommandSpec("start", summary: "Start proxies that are not up, and wait until they are ready.") {
        spec in
        spec.group = CommandTree.Group.daily
        spec.discussion = "What is already up and healthy is left as it is: the same process, the same PID."
        spec.positionals = [.providers("Which to start; every enabled one with 'all' or none.")]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy start all", "Start every enabled provider's proxy."),
            .init("ccproxy start codex", "Start one."),
        ]
        spec.seeAlso = ["status", "stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        let control = try context.startedControl()
        let results = try Waiting(for: "starting", asked, context.output) { () throws(ControlError) in
            try control.start(asked.names)
        }.value()
        return ResultsView(results: results, context: context).show { result in
            guard let pid = result.status.pid else { return "up" }
            return result.hasChanged ? "started, PID \(pid)" : "already up, PID \(pid)"
        }
    }
}
