import PlatformSupport
import ProxyModel

/// API keys of providers that an engine's own configuration holds: with these it needs no account.
enum ConfiguredKeys {
    private static let names = [
        "claude-api-key", "codex-api-key", "gemini-api-key", "generative-language-api-key", "vertex-api-key",
        "openai-compatibility",
    ]

    /// Whether there are any; none in a file that cannot be read.
    static func exist(in directory: ProviderDirectory) -> Bool {
        guard let text = try? FileSystem.read(directory.configuration, limit: YAMLReader.maximumSize),
            // Most have none, and need not be understood for that.
            names.contains(where: { text.contains($0.utf8) }),
            let root = try? YAMLReader.read(text, file: directory.configuration)
        else { return false }
        return names.contains { root[$0]?.items?.isEmpty == false }
    }
}
