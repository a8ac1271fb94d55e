import CommandParsing
import ProxyModel

/// `config set`: one value in the settings file, everything else in it untouched.
enum ConfigSetCommand: Command {
    static let spec = CommandSpec("set", summary: "Change a setting in the settings file.") { spec in
        spec.discussion = """
            Only this value is changed; comments and everything else in the file stay as they are, and a change that \
            would not be valid is refused. A group takes several values at once, in braces.

            A running proxy keeps what it was started with until 'ccproxy restart'.
            """
        spec.positionals = [
            .setting(.one, "The setting, or a group of them."),
            PositionalSpec("value", .text, summary: "Its new value."),
        ]
        spec.examples = [
            .init("ccproxy config set providers.codex.port 18431", "Move a proxy to another port."),
            .init(
                "ccproxy config set providers.codex-work '{kind: codex, port: 18432}'",
                "Add a provider: a second, separate set of accounts."
            ),
            .init("ccproxy config set presets.codex.haiku gpt-5.3-codex", "Choose another model."),
            .init("ccproxy config set links.port-offset -- -1000", "A value that begins with a dash comes after '--'."),
        ]
        spec.exitStatuses = [.init("1", "the file cannot be changed"), .init("2", "there is no such setting or value")]
        spec.seeAlso = ["config unset", "config show", "restart"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let name = parsed.argument("name") ?? ""
        let base = try context.base
        let isChanged: Bool
        do throws(SettingsError) {
            isChanged = try SettingsEditor.set([(name, parsed.argument("value") ?? "")], in: base)
        } catch {
            throw CommandFailure(changing: error)
        }
        let file = base.settings.replacing("\(base.path)/", with: "", maxReplacements: 1)
        context.output.note(isChanged ? "\(name) is set in \(file)." : "\(name) had that value in \(file) already.")
        for entry in context.overrides(of: name) {
            context.output.note("But \(entry.source) wins, and says: \(TerminalText.harmless(entry.text))")
        }
        return .done
    }
}

extension CommandContext {
    /// The settings of a name, or below it, that something stronger than the file sets.
    func overrides(of name: String) -> [SettingEntry] {
        let entries = (try? loadedSettings().entries(named: name)) ?? []
        return entries.filter { entry in
            switch entry.source {
            case .environment, .dotEnvironment, .commandLine: true
            case .file, .standard: false
            }
        }
    }
}

extension CommandFailure {
    /// The settings file was not changed: what was asked for makes no sense, or the file cannot be.
    init(changing error: SettingsError) {
        let isUsage = error.problems.allSatisfy { $0.code != .unreadable }
        self.init("\(error)", exitCode: isUsage ? .wrongUsage : .failed)
    }
}
