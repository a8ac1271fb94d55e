import CommandParsing
import ProxyModel

/// `config show`: the settings with the source of each value.
enum ConfigShowCommand: Command {
    static let spec = CommandSpec("show", summary: "Show settings, their values, and where these come from.") { spec in
        spec.positionals = [.setting(.optional, "A setting or a group of them; all without one.")]
        spec.options = [OptionSpec("changed", summary: "Only what is not a default.")]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy config show", "All of them."),
            .init("ccproxy config show presets.codex", "What 'ccproxy run codex' gives to Claude Code."),
            .init("ccproxy config show --changed", "What is set somewhere."),
        ]
        spec.exitStatuses = [.init("1", "the settings are not valid"), .init("2", "there is no such setting")]
        spec.seeAlso = ["config get", "config set"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let loaded = try context.loadedSettings()
        var entries: [SettingEntry]
        do throws(SettingsError) {
            entries = try loaded.entries(named: parsed.argument("name") ?? "")
        } catch {
            throw CommandFailure("\(error)", exitCode: .wrongUsage)
        }
        if parsed.has("changed") { entries.removeAll { $0.source == .standard } }
        let view = SettingsView(entries: entries, base: try context.base)
        if context.isJSON {
            context.output.printJSON(view.encoded())
            return .done
        }
        for line in view.lines(style: context.output.standardOutput.style) { context.output.print(line) }
        if entries.isEmpty { context.output.note("Every setting has its default.") }
        return .done
    }
}
