import CommandParsing

/// `completions`: what a shell needs to complete our words.
enum CompletionsCommand: Command {
    static let spec = CommandSpec("completions", summary: "Print the completion script for a shell.") { spec in
        spec.group = CommandTree.Group.settings
        spec.discussion = """
            The shell files of an installation load it by themselves. The script knows every command and option; names \
            of providers, presets and the like are asked for while you type.
            """
        spec.positionals = [
            PositionalSpec(
                "shell",
                .choice(CompletionShell.allCases.map(\.rawValue)),
                .optional,
                summary: "Which shell."
            )
        ]
        spec.options = [
            OptionSpec("words", value: .init("KIND", .text), summary: "Print the words of a kind.", isHidden: true)
        ]
        spec.passthrough = .init("words", recipient: "the script", summary: "What was typed before.", isHidden: true)
        spec.examples = [
            .init("source <(ccproxy completions bash)", "Complete in this shell, bash or zsh."),
            .init("ccproxy completions fish > ~/.config/fish/completions/ccproxy.fish", "In every new fish."),
        ]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        if let kind = parsed.value(of: "words") {
            let known = KnownWords(location: context.location, environment: context.environment)
            // A word that a shell would see as two is of no use to it.
            for word in known.words(of: kind, after: parsed.rest) where !word.contains(where: \.isWhitespace) {
                context.output.print(TerminalText.harmless(word))
            }
            return .done
        }
        guard let word = parsed.argument("shell"), let shell = CompletionShell(rawValue: word) else {
            throw CommandFailure(
                "'ccproxy completions' needs a shell",
                remedy: "one of: \(CompletionShell.allCases.map(\.rawValue).joined(separator: ", "))",
                exitCode: .wrongUsage
            )
        }
        let script = CompletionScript(CommandTree.root, functions: ShellFunctions.all, runner: ShellFunctions.runner)
        context.output.write(Array(script.text(for: shell).utf8))
        return .done
    }
}
