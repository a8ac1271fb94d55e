import CommandParsing
import ProxyModel
import Supervision

/// `start`: up and proven, whatever was before.
enum StartCommand: Command {
    static let spec = CommandSpec("start", summary: "Start proxies that are not up, and wait until they are ready.") {
        spec in
        spec.group = CommandTree.Group.daily
        spec.synonyms = ["up", "launch"]
        spec.discussion = """
            What is already up and healthy is left as it is: the same process, the same PID. Several are started at the \
            same time. A proxy that fails is said with its error and the end of its log, and the others are started all \
            the same.
            """
        spec.positionals = [.providers("Which to start; every enabled one with 'all' or none.")]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy start all", "Start every enabled provider's proxy."),
            .init("ccproxy start codex gemini", "Start two."),
        ]
        spec.exitStatuses = [.init("0", "all that were asked for are up"), .init("1", "at least one is not")]
        spec.seeAlso = ["status", "stop", "logs"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        try asked.check(in: context)
        let results = try Waiting.during("starting \(asked.inWords)", context) { waiting throws(CommandFailure) in
            try context.withDaemon(asked) { control throws(ControlError) in
                try control.start(asked.names, whileWaiting: waiting)
            }
        }
        return ResultsView(results: results).show(in: context) { result in
            guard let pid = result.status.pid else { return "up" }
            return result.hasChanged ? "started, PID \(pid)" : "already up, PID \(pid)"
        }
    }
}
