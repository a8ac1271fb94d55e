import CommandParsing
import ProxyModel

/// `engine use`: another version, or another engine.
enum EngineUseCommand: Command {
    static let spec = CommandSpec("use", summary: "Choose the version of cli-proxy-api, or a provider's engine.") {
        spec in
        spec.synonyms = ["switch", "select", "set"]
        spec.discussion = """
            A version becomes the cli-proxy-api that runs, for every provider that uses it. The name of an engine \
            becomes the setting of the providers that are named, or of all of them: 'auto' is cli-proxy-api where it \
            is installed, else ccproxy-gateway. Proxies that run go on as they are until they are restarted.
            """
        spec.positionals = [
            PositionalSpec(
                "engine",
                .words(kind: "engine", also: ["auto", "cli-proxy-api", "ccproxy-gateway"]),
                summary: "An installed version, or an engine's name."
            ),
            PositionalSpec(
                "provider",
                .words(kind: "provider", also: ["all"]),
                .any,
                summary: "Whose engine; all of them without one."
            ),
        ]
        spec.examples = [
            .init("ccproxy engine use 7.2.140", "Go back to a version that is kept."),
            .init("ccproxy engine use ccproxy-gateway claude", "Let claude be served by our own engine."),
        ]
        spec.seeAlso = ["engine list", "engine install", "config set"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let word = parsed.argument("engine") ?? ""
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        if let choice = EngineChoice(word) {
            guard try set(choice, for: asked, in: context) else { return .done }
        } else {
            guard asked.isAll else {
                throw CommandFailure(
                    "a version of cli-proxy-api is the same for every provider that uses it",
                    remedy: "ccproxy engine use \(word)",
                    exitCode: .wrongUsage
                )
            }
            try use(try ReleaseVersion(typedOrFailing: word), in: context)
        }
        let providers = asked.isAll ? "all" : asked.names.joined(separator: " ")
        context.output.note("Proxies that run take it up when they are restarted: ccproxy restart \(providers)")
        return .done
    }

    private static func use(_ version: ReleaseVersion, in context: CommandContext) throws(CommandFailure) {
        try EngineInstallation(context).use(version)
    }

    /// - Returns: whether there is such an engine; what is missing is said.
    private static func set(
        _ choice: EngineChoice,
        for asked: ProviderWords,
        in context: CommandContext
    ) throws(CommandFailure) -> Bool {
        try asked.check(in: context)
        let names = try asked.isAll ? context.settings().providers.map(\.id.name) : asked.names
        let base = try context.base
        do throws(SettingsError) {
            _ = try SettingsEditor.set(names.map { ("providers.\($0).engine", choice.description) }, in: base)
        } catch {
            throw CommandFailure("\(error)")
        }
        context.output.print("\(names.joined(separator: ", ")): \(choice)")
        do throws(EngineLocationError) {
            _ = try EngineLocator(base: base, executable: context.executable).locate(choice)
            return true
        } catch {
            // It may be put there next; but a restart before that would end what works.
            context.output.complain(CommandFailure("\(error)", remedy: error.remedy))
            return false
        }
    }
}
