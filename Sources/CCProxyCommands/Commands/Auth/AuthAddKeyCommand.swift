import CommandParsing
import PlatformSupport
import ProxyModel

/// `auth add-key`: an API key, which is never an argument.
enum AuthAddKeyCommand: Command {
    static let spec = CommandSpec("add-key", summary: "Use an API key of the provider.") { spec in
        spec.synonyms = ["key", "api-key", "addkey"]
        spec.discussion = """
            The key is asked for, and not shown while you type; where standard input is no terminal, it is read from \
            there. It is kept in the provider's config.yaml, which nobody else can read, and a proxy that runs uses it \
            at once. Comments in that file stay.
            """
        spec.positionals = [.oneProvider("Whose key.")]
        spec.options = [
            OptionSpec(
                "base-url",
                value: .init("URL", .text),
                summary: "Send requests with this key there.",
                defaultText: "the provider's own API"
            )
        ]
        spec.examples = [
            .init("ccproxy auth add-key claude", "Ask for the key."),
            .init("ccproxy auth add-key codex < key.txt", "Take it from a file."),
            .init("ccproxy auth add-key claude --base-url http://127.0.0.1:9000", "For an API of your own."),
        ]
        spec.seeAlso = ["auth", "auth status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let provider = try parsed.provider(in: context)
        guard EngineAPIKeys.name(for: provider.kind) != nil else {
            throw CommandFailure(
                "\(provider.kind.title) has no API keys",
                remedy: "ccproxy auth \(provider.id)  signs in; Google's API keys are for 'gemini'",
                exitCode: .wrongUsage
            )
        }
        let address = try parsed.value(of: "base-url").map(address)
        let key = try APIKeyInput(kind: provider.kind).read(prompt: "API key for \(provider.id): ")
        try ProviderGround.prepare(provider, in: context)
        let isAdded = try add(key, address: address, provider, in: context)
        let file = try context.base.provider(provider.id).configuration
        let shown = APIKeyInput.masked(key)
        context.output.note(isAdded ? "The key \(shown) is in \(file)." : "The key \(shown) was in \(file) already.")
        noteLimits(of: provider, in: context)
        return .done
    }

    /// Says when the engine that would be started does not serve such keys.
    private static func noteLimits(of provider: ProviderSettings, in context: CommandContext) {
        guard let problem = GatewayLimits.problem(of: provider), let base = try? context.base,
            let engine = try? EngineLocator(base: base, executable: context.executable).locate(provider.engine),
            Paths.name(of: engine.name) == EngineKind.gateway.rawValue
        else { return }
        context.output.note("But \(problem).")
        context.output.note("  \(GatewayLimits.remedy(for: provider))")
    }

    private static func add(
        _ key: String,
        address: String?,
        _ provider: ProviderSettings,
        in context: CommandContext
    ) throws(CommandFailure) -> Bool {
        let base = try context.base
        do throws(EngineConfigurationError) {
            return try EngineAPIKeys.add(key, address: address, kind: provider.kind, in: base.provider(provider.id))
        } catch {
            throw CommandFailure("the key was not added: \(error)")
        }
    }

    private static func address(_ text: String) throws(CommandFailure) -> String {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isAddress =
            parts.count >= 3 && ["http:", "https:"].contains(parts[0]) && parts[1].isEmpty && !parts[2].isEmpty
            && !parts[2].contains("@") && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        if isAddress { return text }
        throw CommandFailure(
            "'\(TerminalText.harmless(text))' is no address to send requests to",
            remedy: "it is a URL with http or https and a host, and without a name and password",
            exitCode: .wrongUsage
        )
    }
}
