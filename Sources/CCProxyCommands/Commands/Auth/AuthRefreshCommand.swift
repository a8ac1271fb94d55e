import CommandParsing
import PlatformSupport
import ProxyModel

/// `auth refresh`: new tokens now, instead of when they are needed.
enum AuthRefreshCommand: Command {
    static let spec = CommandSpec("refresh", summary: "Renew the tokens of accounts now.") { spec in
        spec.synonyms = ["renew"]
        spec.discussion = """
            Engines renew tokens by themselves; this is for finding out whether a renewal works. ccproxy-gateway does \
            it, also beside one that serves. An engine of another make that runs keeps its tokens to itself: two that \
            renew one account would sign each other out, so it has to be stopped first.
            """
        spec.positionals = [.oneProvider("Whose accounts."), .account(.optional, "Which one; all of them without.")]
        spec.examples = [
            .init("ccproxy auth refresh codex", "Every account of the provider."),
            .init("ccproxy auth refresh codex me@example.com", "One of them."),
        ]
        spec.exitStatuses = [.init("0", "all that were asked for are renewed"), .init("1", "at least one is not")]
        spec.seeAlso = ["auth status", "auth"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let provider = try parsed.provider(in: context)
        let choice = try AccountChoice(provider, in: context)
        let chosen = try parsed.argument("account").map { word throws(CommandFailure) in
            try choice.account(typed: word)
        }
        guard !choice.accounts.isEmpty else {
            throw CommandFailure(
                "\(provider.id) has no account to renew",
                remedy: "ccproxy auth \(provider.id)  signs one in"
            )
        }
        return try Renewal(provider: provider, account: chosen, context: context).run()
    }
}
