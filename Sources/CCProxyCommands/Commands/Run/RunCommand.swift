import CommandParsing
import PlatformSupport
import ProxyModel
import Supervision

/// `run`: become Claude Code, behind a proxy that was proven to be up.
enum RunCommand: Command {
    static let spec = CommandSpec("run", summary: "Become Claude Code, through a provider's proxy.") { spec in
        spec.group = CommandTree.Group.daily
        spec.discussion = """
            Makes sure that the preset's proxy is up and healthy, starts it if need be, and then becomes Claude Code with \
            its environment set: nothing of ccproxy stays in between, and Claude's exit status is the command's.

            'native' starts nothing: it is Claude Code as it would be without any proxy, whatever this shell's \
            variables say.

            A preset is a provider and the models for Claude Code's three tiers. 'ccproxy config show presets' lists \
            them all; more can be added in the settings.
            """
        spec.positionals = [
            PositionalSpec("preset", .words(kind: "preset"), summary: "Which preset, or 'native'.")
        ]
        spec.passthrough = .init("claude args", recipient: "claude", summary: "Handed to Claude Code as they are.")
        spec.examples = [
            .init("ccproxy run codex", "Claude Code with Codex models."),
            .init("ccproxy run codex -- -p 'hello'", "Ask one question."),
            .init("ccproxy run native -- --resume", "Without any proxy."),
        ]
        spec.exitStatuses = [
            .init("1", "the proxy cannot be started, so Claude Code was not"),
            .init("126", "Claude Code is there and cannot be executed"),
            .init("127", "Claude Code is not installed"),
            .init("other", "Claude Code's own"),
        ]
        spec.seeAlso = ["start", "status", "config show"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let name = parsed.argument("preset") ?? ""
        let settings = try settings(for: name, in: context)
        if name == KnownWords.native {
            let claude = try ClaudeProgram(configured: settings.claudePath, environment: context.environment)
            return try claude.become(.native(environment: context.environment, arguments: parsed.rest))
        }
        guard let preset = settings.preset(name) else {
            throw .unknown("preset", name, among: [KnownWords.native] + settings.presets.map(\.name))
        }
        guard let provider = settings.provider(preset.provider) else {
            throw CommandFailure(
                "the preset \(name) goes through '\(preset.provider)', which is no provider",
                remedy: "ccproxy config set presets.\(name).provider <provider>"
            )
        }
        // Before anything is started: without Claude Code there is nothing to start it for.
        let claude = try ClaudeProgram(configured: settings.claudePath, environment: context.environment)
        let launcher = ProxyLaunch(preset: preset, provider: provider, context: context)
        guard let plan = try launcher.plan(arguments: parsed.rest) else { return .failed }
        return try claude.become(plan)
    }

    /// The settings; without a proxy only Claude's place counts, and settings that are wrong are no reason to refuse.
    private static func settings(for name: String, in context: CommandContext) throws(CommandFailure) -> Settings {
        guard name == KnownWords.native else { return try context.settings() }
        return (try? context.settings()) ?? Settings()
    }
}
