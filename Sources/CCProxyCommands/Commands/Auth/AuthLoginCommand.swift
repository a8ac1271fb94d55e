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
        try Login(provider: try parsed.provider(in: context), options: LoginOptions(parsed), context: context).run()
    }
}
