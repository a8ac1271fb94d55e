import CommandParsing
import PlatformSupport
import ProxyModel

/// `auth import`: an account that Claude Code or Codex is signed in with, copied.
enum AuthImportCommand: Command {
    static let spec = CommandSpec("import", summary: "Copy the account of Claude Code or Codex.") { spec in
        spec.discussion = """
            Reads ~/.claude/.credentials.json or ~/.codex/auth.json (or what CLAUDE_CONFIG_DIR and CODEX_HOME say) and \
            changes nothing there.

            A copy shares its refresh token with the original, and a refresh token is good for one renewal: whoever \
            renews first may sign the other one out. To use both for long, sign in twice: 'ccproxy auth claude'.
            """
        spec.positionals = [.oneProvider("Where the copy goes: claude, codex, or one of your own of these kinds.")]
        spec.options = [OptionSpec("force", summary: "Replace an account that is there and still good.")]
        spec.examples = [
            .init("ccproxy auth import claude", "Use the account that Claude Code uses."),
            .init("ccproxy auth import codex", "The one that Codex uses."),
        ]
        spec.seeAlso = ["auth", "auth status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let provider = try parsed.provider(in: context)
        let source = try CredentialSource(provider, environment: context.environment)
        let credential = try source.read(now: .now)
        let file = try place(for: credential, provider, isForced: parsed.has("force"), in: context)
        let store = CredentialStore(try context.base.provider(provider.id))
        do throws(CredentialStoreError) {
            try store.add(credential, as: file.name, isReplacing: file.isReplacing)
        } catch {
            throw CommandFailure("\(error)")
        }
        let accounts = try AccountChoice(provider, in: context).accounts
        guard let account = accounts.first(where: { $0.file == file.name }) else {
            throw CommandFailure("\(file.name) was written, and is not there any more")
        }
        context.output.print(SignedInText.line(account, provider: provider.id, now: .now))
        context.output.note("Copied from \(source.path), which was not changed.")
        if credential.isRenewable {
            context.output.note(
                "Both now share a refresh token, which is good for one renewal: whoever renews first may sign the other"
            )
            context.output.note(
                "out. To go on using \(source.program) itself, sign in here anew: ccproxy auth \(provider.id)"
            )
        }
        return .done
    }

    /// Which file the copy is to be in: that of the same account, if there is one.
    ///
    /// One e-mail address may have several accounts, such as the workspaces of ChatGPT: one that is known to be another is
    /// left alone, also where it has the name that the copy would have got.
    private static func place(
        for credential: ImportedCredential,
        _ provider: ProviderSettings,
        isForced: Bool,
        in context: CommandContext
    ) throws(CommandFailure) -> (name: String, isReplacing: Bool) {
        let accounts = try AccountChoice(provider, in: context).accounts
        let names = [credential.fileName, credential.distinctFileName].compactMap(\.self)
        let known =
            accounts.first { $0.identity.isSame(as: credential.identity) }
            ?? accounts.first { names.contains($0.file) && !$0.identity.isOther(than: credential.identity) }
        guard let known else {
            let free = names.first { name in !accounts.contains { $0.file == name } }
            return (free ?? credential.fileName, false)
        }
        let isGood = known.state == .ok || (known.isRenewable && known.state != .invalid)
        guard isForced || !isGood else {
            throw CommandFailure(
                "\(provider.id) has that account already: \(TerminalText.harmless(AccountChoice.name(of: known))), "
                    + known.state.rawValue,
                remedy: "ccproxy auth import \(provider.id) --force  replaces it"
            )
        }
        return (known.file, true)
    }
}
