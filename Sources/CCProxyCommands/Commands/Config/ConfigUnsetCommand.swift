import CommandParsing
import ProxyModel

/// `config unset`: a setting out of the settings file, everything else in it untouched.
enum ConfigUnsetCommand: Command {
    static let spec = CommandSpec("unset", summary: "Take a setting out of the settings file.") { spec in
        spec.synonyms = ["remove", "reset", "delete"]
        spec.discussion = """
            The setting has its default again, unless a variable of the environment or .env sets it, which is said. A \
            group goes as a whole: a provider of your own, or everything that you have changed of a preset. Comments and \
            everything else in the file stay as they are, and a change that would not be valid is refused.
            """
        spec.positionals = [.setting(.one, "The setting, or a group of them.")]
        spec.examples = [
            .init("ccproxy config unset providers.codex.port", "Go back to the usual port."),
            .init("ccproxy config unset providers.codex-work", "Remove a provider of your own; its accounts stay."),
        ]
        spec.exitStatuses = [
            .init("0", "the file does not set it any more, or never did"),
            .init("1", "the file cannot be changed"),
            .init("2", "there is no such setting, or the others would not be valid without it"),
        ]
        spec.seeAlso = ["config set", "config show", "restart"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let name = parsed.argument("name") ?? ""
        let base = try context.base
        let isChanged: Bool
        do throws(SettingsError) {
            isChanged = try SettingsEditor.unset(name, in: base)
            if !isChanged { try check(name, in: context) }
        } catch {
            throw CommandFailure(changing: error)
        }
        let file = base.settings.replacing("\(base.path)/", with: "", maxReplacements: 1)
        context.output.note(isChanged ? "\(name) was taken out of \(file)." : "\(name) is not set in \(file).")
        for entry in context.overrides(of: name) {
            context.output.note("But \(entry.source) sets it, and says: \(TerminalText.harmless(entry.text))")
        }
        return .done
    }

    /// Refuses the name of a provider or preset that nobody has: it was meant otherwise.
    private static func check(_ name: String, in context: CommandContext) throws(SettingsError) {
        let group = name.split(separator: ".").prefix(2)
        guard group.count == 2, group[0] == "providers" || group[0] == "presets",
            let loaded = try? context.loadedSettings()
        else { return }
        _ = try loaded.entries(named: group.joined(separator: "."))
    }
}
