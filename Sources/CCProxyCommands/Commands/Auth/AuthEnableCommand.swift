import CommandParsing

/// `auth enable`: Let an account be used again.
enum AuthEnableCommand: Command {
    static let spec = CommandSpec("enable", summary: "Let an account be used again.") { spec in
        spec.discussion = """
            The account's file stays as it is but for 'disabled'. A proxy that runs notices.
            """
        spec.positionals = [.oneProvider("Whose account."), .account(.one, "Which one.")]
        spec.examples = [.init("ccproxy auth enable codex me@example.com", "Switch it on.")]
        spec.exitStatuses = [.init("2", "the word means no account, or more than one")]
        spec.seeAlso = ["auth disable", "auth status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        try AccountSwitch.set(isDisabled: false, parsed, in: context)
    }
}
