import CommandParsing
import ProxyModel

/// `engine list`: what there is, and which provider uses what.
enum EngineListCommand: Command {
    static let spec = CommandSpec("list", summary: "Show the engines that are here, and which provider uses which.") {
        spec in
        spec.synonyms = ["ls", "show"]
        spec.discussion = "Every program is asked for its version, so what is shown is what would run."
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy engine list", "Show them in a table."),
            .init("ccproxy engine list --json", "For a script."),
        ]
        spec.exitStatuses = [.init("1", "a provider has no engine that could run")]
        spec.seeAlso = ["engine install", "engine use", "doctor"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let list = try EngineList(context)
        if context.isJSON {
            context.output.printJSON(list.encoded())
        } else {
            for line in list.lines(style: context.output.standardOutput.style) { context.output.print(line) }
        }
        for problem in list.problems {
            context.output.complain(
                CommandFailure("\(problem.provider): \(problem.error)", remedy: problem.error.remedy)
            )
        }
        return list.problems.isEmpty ? .done : .failed
    }
}
