import JSON
import CommandParsing
import ProxyModel

/// `config get`: one value, for a script.
enum ConfigGetCommand: Command {
    static let spec = CommandSpec("get", summary: "Print the value of one setting.") { spec in
        spec.discussion = "The value and nothing else; an empty line where none is set and there is no default."
        spec.positionals = [.setting(.one, "The setting.")]
        spec.sharedOptions = ["json"]
        spec.examples = [.init("ccproxy config get providers.codex.port", "Print 18419, unless it was changed.")]
        spec.exitStatuses = [.init("1", "the settings are not valid"), .init("2", "there is no such setting")]
        spec.seeAlso = ["config show"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let name = parsed.argument("name") ?? ""
        let loaded = try context.loadedSettings()
        let entries: [SettingEntry]
        do throws(SettingsError) {
            entries = try loaded.entries(named: name)
        } catch {
            throw CommandFailure("\(error)", exitCode: .wrongUsage)
        }
        guard let entry = entries.first(where: { $0.key == name }) else {
            throw CommandFailure(
                "\(name) is a group of \(entries.count) settings, not one",
                remedy: "ccproxy config show \(name)",
                exitCode: .wrongUsage
            )
        }
        if context.isJSON {
            var json = JSONWriter()
            json.value(entry.value.json)
            context.output.printJSON(json.bytes)
        } else {
            context.output.print(entry.value == .scalar(.null) ? "" : TerminalText.harmless(entry.text))
        }
        return .done
    }
}
