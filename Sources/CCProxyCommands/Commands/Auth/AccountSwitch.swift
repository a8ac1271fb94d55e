import CommandParsing
import ProxyModel

/// Switches the account that a command line names on or off.
enum AccountSwitch {
    static func set(
        isDisabled: Bool,
        _ parsed: ParsedCommand,
        in context: CommandContext
    ) throws(CommandFailure) -> ExitCode {
        let provider = try parsed.provider(in: context)
        let account = try AccountChoice(provider, in: context).account(typed: parsed.argument("account") ?? "")
        let directory = try context.base.provider(provider.id)
        let hasChanged: Bool
        do throws(CredentialStoreError) {
            hasChanged = try CredentialStore(directory).setDisabled(isDisabled, file: account.file)
        } catch {
            throw CommandFailure("\(error)")
        }
        let name = TerminalText.harmless(AccountChoice.name(of: account))
        let state = isDisabled ? "switched off" : "switched on"
        context.output.note(hasChanged ? "\(name) is \(state)." : "\(name) was \(state) already.")
        return .done
    }
}
