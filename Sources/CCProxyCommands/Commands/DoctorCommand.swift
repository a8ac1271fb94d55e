import CommandParsing

/// `doctor`: what is wrong, why, and what to type against it.
enum DoctorCommand: Command {
    static let spec = CommandSpec("doctor", summary: "Look for what is wrong, and say what mends it.") { spec in
        spec.group = CommandTree.Group.inspect
        spec.synonyms = ["check", "diagnose"]
        spec.discussion = """
            Looks at the installation, the settings, the daemon, Claude Code, and for each enabled provider at its \
            engine, configuration, permissions, port, accounts and keys. Nothing is changed and nothing is started. \
            Each line says what was found; where something is wrong, the next one says what to type.
            """
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy doctor", "Look at everything."),
            .init("ccproxy doctor --json", "The same for a script: check, verdict, what was found, remedy."),
        ]
        spec.exitStatuses = [.init("0", "nothing is broken"), .init("1", "something is")]
        spec.seeAlso = ["status", "logs", "config validate"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let view = FindingsView(findings: Doctor(context: context).findings())
        if context.isJSON {
            context.output.printJSON(view.encoded())
        } else {
            for line in view.lines(style: context.output.standardOutput.style) { context.output.print(line) }
        }
        return view.isWell ? .done : .failed
    }
}
