import CommandParsing
import ProxyModel

/// `auth`: signing in, and the accounts that are signed in.
enum AuthCommand {
    static let spec = CommandSpec("auth", summary: "Sign in, and look after the accounts.") { spec in
        spec.group = CommandTree.Group.accounts
        spec.synonyms = ["login", "signin", "sign-in", "account", "accounts"]
        spec.discussion = """
            'ccproxy auth codex' is 'ccproxy auth login codex'. Each provider has its own accounts, in its own directory; \
            a second provider of the same kind has others.

            An account is named by its e-mail address, its file, or how one of these begins.
            """
        spec.subcommands = [
            AuthLoginCommand.spec, AuthStatusCommand.spec, AuthRefreshCommand.spec, AuthLogoutCommand.spec,
            AuthEnableCommand.spec, AuthDisableCommand.spec, AuthImportCommand.spec, AuthAddKeyCommand.spec,
        ]
        spec.defaultSubcommand = "login"
        spec.examples = [
            .init("ccproxy auth codex", "Sign in with a Codex account."),
            .init("ccproxy auth status", "Who is signed in, and until when."),
            .init("ccproxy auth add-key claude", "Use an API key instead of an account."),
        ]
        spec.seeAlso = ["status", "doctor"]
    }
}

extension PositionalSpec {
    /// A provider.
    static func oneProvider(_ summary: String) -> PositionalSpec {
        PositionalSpec("provider", .words(kind: "provider"), summary: summary)
    }

    /// One of a provider's accounts.
    static func account(_ arity: Arity, _ summary: String) -> PositionalSpec {
        PositionalSpec("account", .words(kind: "account"), arity, summary: summary)
    }
}

extension ParsedCommand {
    /// The provider that the command line names.
    func provider(in context: CommandContext) throws(CommandFailure) -> ProviderSettings {
        try context.settings().provider(typed: argument("provider") ?? "")
    }
}
