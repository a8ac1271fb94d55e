import CommandParsing
import PlatformSupport
import ProxyModel

/// `auth logout`: an account's token file, gone.
enum AuthLogoutCommand: Command {
    static let spec = CommandSpec("logout", summary: "Remove an account's token file.") { spec in
        spec.synonyms = ["remove", "delete", "rm"]
        spec.discussion = """
            The account's file is removed, nothing else. A proxy that runs notices. The provider is not told: whoever \
            has a copy of the tokens can use them until they expire. On a terminal you are asked first.
            """
        spec.positionals = [.oneProvider("Whose account."), .account(.one, "Which one.")]
        spec.options = [OptionSpec("yes", short: "y", summary: "Do not ask.")]
        spec.examples = [.init("ccproxy auth logout codex me@example.com", "Remove one.")]
        spec.exitStatuses = [.init("2", "the word means no account, or more than one")]
        spec.seeAlso = ["auth disable", "auth status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let provider = try parsed.provider(in: context)
        let choice = try AccountChoice(provider, in: context)
        let account = try choice.account(typed: parsed.argument("account") ?? "")
        let name = TerminalText.harmless(AccountChoice.name(of: account))
        guard parsed.has("yes") || isConfirmed("Remove \(name) from \(provider.id)? (y/N) ", context) else {
            context.output.note("Nothing was removed.")
            return .failed
        }
        let store = CredentialStore(try context.base.provider(provider.id))
        do throws(CredentialStoreError) {
            try store.remove(file: account.file)
        } catch {
            throw CommandFailure("\(error)")
        }
        context.output.note("\(name) was removed from \(provider.id).")
        return .done
    }

    /// Asks whoever sits at the terminal; nobody there has decided already.
    private static func isConfirmed(_ question: String, _ context: CommandContext) -> Bool {
        guard Terminal.isTerminal(0), context.output.standardError.isTerminal else { return true }
        context.output.showError(question)
        return readLine()?.lowercased().hasPrefix("y") ?? false
    }
}
