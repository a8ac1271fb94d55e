import CommandParsing
import ProxyModel

/// `auth status`: who is signed in, and until when.
enum AuthStatusCommand: Command {
    static let spec = CommandSpec("status", summary: "Show the accounts: plan, state, expiry, cooldown.") { spec in
        spec.synonyms = ["list", "ls", "show"]
        spec.discussion = """
            What the token files say, and what engines that run know beside that: why a provider has refused an account, \
            and how long one has to rest. Nothing is started. Nothing that is shown is secret.

            The state is one of: ok, expiring (within two hours), expired, disabled, invalid (the file cannot be used).
            """
        spec.positionals = [
            PositionalSpec(
                "provider",
                .words(kind: "provider"),
                .optional,
                summary: "Whose accounts; everybody's without."
            )
        ]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy auth status", "All of them."),
            .init("ccproxy auth status codex --json", "One provider's, for a script."),
        ]
        spec.seeAlso = ["auth", "auth refresh", "status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let settings = try context.settings()
        let providers: [ProviderSettings]
        if let name = parsed.argument("provider") {
            providers = [try settings.provider(typed: name)]
        } else {
            providers = settings.providers
        }
        let report = try AccountsReport(of: providers, in: context)
        if context.isJSON {
            context.output.printJSON(report.encoded())
            return .done
        }
        let style = context.output.standardOutput.style
        for line in AccountsView(report: report, style: style).lines() { context.output.print(line) }
        let empty = Set(report.providers.filter { $0.accounts.isEmpty && $0.apiKeyCount == 0 }.map(\.provider))
        // Rather one where nothing but a browser is needed.
        let candidates = providers.filter { empty.contains($0.id) }
        if let provider = candidates.first(where: { $0.kind == .claude || $0.kind == .codex }) ?? candidates.first {
            context.output.note("To sign in:  \(SignInHint.text(for: provider))")
        }
        return .done
    }
}
