import CommandParsing
import PlatformSupport
import ProxyModel

/// `config validate`: everything that is wrong with the settings, at once.
enum ConfigValidateCommand: Command {
    static let spec = CommandSpec("validate", summary: "Check the settings and name every mistake.") { spec in
        spec.discussion = "Looks at the settings file, the base directory's .env and the environment."
        spec.examples = [.init("ccproxy config validate", "Say file, line and remedy for each mistake.")]
        spec.exitStatuses = [.init("0", "the settings are valid"), .init("1", "they are not")]
        spec.seeAlso = ["config show", "doctor"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let base = try context.base
        do throws(SettingsError) {
            _ = try SettingsLoader.load(base: base, environment: context.environment)
        } catch {
            for problem in error.problems { context.output.complain(TerminalText.harmless(problem.description)) }
            return .failed
        }
        let remark = FileSystem.exists(base.settings) ? "is valid." : "does not exist; the defaults are valid."
        context.output.note("\(base.settings) \(remark)")
        return .done
    }
}
