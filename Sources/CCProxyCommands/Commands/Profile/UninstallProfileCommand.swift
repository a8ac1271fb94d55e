import CommandParsing
import PlatformSupport

/// `uninstall-profile`: the profiles as they were.
enum UninstallProfileCommand: Command {
    static let spec = CommandSpec("uninstall-profile", summary: "Take out of profiles what install-profile put in.") {
        spec in
        spec.group = CommandTree.Group.settings
        spec.synonyms = ["uninstall"]
        spec.discussion = """
            Removes the block that install-profile has added, and nothing else; a profile that it has made and that \
            has nothing else in it is removed. Shells that are open keep the functions.
            """
        spec.positionals = [InstallProfileCommand.shells]
        spec.options = [InstallProfileCommand.file]
        spec.examples = [.init("ccproxy uninstall-profile", "From every profile.")]
        spec.seeAlso = ["install-profile"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let set = try ProfileSet(context)
        var hasChanged = false
        for file in try set.files(parsed) {
            if try file.uninstall() {
                hasChanged = true
                context.output.print("\(file.shortPath): as it was")
                if FileSystem.exists(file.backup) {
                    context.output.note("  it was changed since; an earlier state: \(file.backup)")
                }
            }
            let functions = file.shell.functions(in: set.base)
            if let text = try file.read(), text.loads(functions) {
                context.output.note("\(file.shortPath) loads them by a line that is not ours; remove it yourself.")
            }
        }
        if !hasChanged { context.output.note("No profile has anything of ours in it.") }
        // Whoever takes it out does not want to be asked about it.
        set.rememberOffer()
        return .done
    }
}
