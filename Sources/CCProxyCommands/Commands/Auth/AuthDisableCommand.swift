import CommandParsing

/// `auth disable`: Switch an account off, and keep it.
enum AuthDisableCommand: Command {
    static let spec = CommandSpec("disable", summary: "Switch an account off, and keep it.") { spec in
        spec.discussion = """
            No request uses the account until 'ccproxy auth enable'. Its tokens stay where they are. A proxy that runs notices.
            """
        spec.positionals = [.oneProvider("Whose account."), .account(.one, "Which one.")]
        spec.examples = [.init("ccproxy auth disable codex me@example.com", "Switch it off.")]
        spec.exitStatuses = [.init("2", "the word means no account, or more than one")]
        spec.seeAlso = ["auth enable", "auth status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        try AccountSwitch.set(isDisabled: true, parsed, in: context)
    }
}
