import CommandParsing
import ProxyModel

/// `models`: what a provider's proxy can serve right now.
enum ModelsCommand: Command {
    static let spec = CommandSpec("models", summary: "List the models that a proxy serves.") { spec in
        spec.group = CommandTree.Group.inspect
        spec.discussion = "Asks the running proxy itself, so the list is what its accounts can use at this moment."
        spec.positionals = [PositionalSpec("provider", .words(kind: "provider"), summary: "Whose models.")]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy models codex", "Show them in a table."),
            .init("ccproxy models codex --json", "For a script: the answer of the proxy's /v1/models, sorted."),
        ]
        spec.exitStatuses = [.init("1", "the proxy is not up, or does not answer")]
        spec.seeAlso = ["status", "config show"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let provider = try context.settings().provider(typed: parsed.argument("provider") ?? "")
        let list = try ModelSource(context: context).models(of: provider)
        if context.isJSON {
            context.output.printJSON(list.encoded())
            return .done
        }
        for line in list.lines(style: context.output.standardOutput.style) { context.output.print(line) }
        if list.models.isEmpty {
            context.output.note("\(provider.id) serves no model: it has no usable credential.")
            context.output.note("'ccproxy status \(provider.id)' shows its accounts.")
        }
        return .done
    }
}
