import CommandParsing
import ProxyModel

/// `auth login`: a new account, or an old one signed in again.
enum AuthLoginCommand: Command {
    static let spec = CommandSpec("login", summary: "Sign in to a provider with an account.") { spec in
        spec.discussion = """
            The provider's engine does it, here in this terminal: it prints an address, you sign in with a browser, and \
            the browser comes back to this machine. Over SSH, or without a display, no browser is opened; then the line \
            for the tunnel is printed, and the address that the browser ends at can be pasted.

            Only a token file that appears or changes is success. A proxy that runs uses the account at once, or is \
            restarted for it when it has sent what it is sending.
            """
        spec.positionals = [.oneProvider("Where to sign in.")]
        spec.options = [LoginOptions.noBrowser, LoginOptions.device, LoginOptions.port]
        spec.examples = [
            .init("ccproxy auth codex", "Sign in with a browser."),
            .init("ccproxy auth codex --device", "With a code, on a machine without a browser."),
            .init("ccproxy auth login codex-work", "For a provider of your own."),
        ]
        spec.exitStatuses = [
            .init("0", "an account is signed in"),
            .init("1", "none is"),
            .init("130", "interrupted; nothing was changed"),
        ]
        spec.seeAlso = ["auth status", "auth add-key", "auth import"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let provider: ProviderSettings
        do throws(CommandFailure) {
            provider = try parsed.provider(in: context)
        } catch {
            throw explain(error, typed: parsed.argument("provider") ?? "")
        }
        return try Login(provider: provider, options: LoginOptions(parsed), context: context).run()
    }

    /// A word behind `auth` that is no provider may be a command that somebody has mistyped.
    private static func explain(_ failure: CommandFailure, typed word: String) -> CommandFailure {
        let commands = AuthCommand.spec.subcommands
        let meant = commands.first { $0.synonyms.contains(word) }?.name
        guard failure.exitCode == .wrongUsage,
            let nearest = meant ?? NearestWord.find(word, among: commands.map(\.name))
        else { return failure }
        let remedy = "commands: \(commands.map(\.name).joined(separator: ", "))\n" + (failure.remedy ?? "")
        return CommandFailure(
            "there is no provider '\(word)'; did you mean 'ccproxy auth \(nearest)'?",
            remedy: remedy,
            exitCode: .wrongUsage
        )
    }
}
