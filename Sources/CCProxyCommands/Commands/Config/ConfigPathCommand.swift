import CommandParsing
import PlatformSupport
import ProxyModel

/// `config path`: where the settings file is.
enum ConfigPathCommand: Command {
    static let spec = CommandSpec("path", summary: "Print where the settings file is, or would be.") { spec in
        spec.discussion = "With -v also where the base directory is, and what decided that."
        spec.examples = [.init("$EDITOR \"$(ccproxy config path)\"", "Edit the settings.")]
        spec.seeAlso = ["config show", "config validate"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let base = try context.base
        context.output.print(base.settings)
        if context.isVerbose, case .success(let location) = context.location.found {
            context.output.note("The base directory is \(base.path), from \(location.origin).")
            if !FileSystem.exists(base.settings) {
                context.output.note("The file does not exist, so only variables can differ from the defaults.")
            }
        }
        return .done
    }
}
