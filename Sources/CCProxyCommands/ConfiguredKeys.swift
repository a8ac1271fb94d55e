import PlatformSupport
import ProxyModel

/// API keys of providers that an engine's own configuration holds: with these it needs no account.
enum ConfiguredKeys {
    static let names = [
        "claude-api-key", "codex-api-key", "gemini-api-key", "generative-language-api-key", "vertex-api-key",
        "openai-compatibility",
    ]

    /// Whether there are any; none in a file that cannot be read.
    static func exist(in directory: ProviderDirectory) -> Bool {
        guard let text = try? FileSystem.read(directory.configuration, limit: YAMLReader.maximumSize),
            mayHoldKeys(text),
            let root = try? YAMLReader.read(text, file: directory.configuration)
        else { return false }
        return names.contains { root[$0]?.items?.isEmpty == false }
    }

    /// Whether a text has to be understood to know: each of the names has a hyphen before one of two words.
    ///
    /// Most texts need not, and reading a hundred of them would take the time of several commands.
    private static func mayHoldKeys(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            bytes.indices.contains { index in
                bytes[index] == UInt8(ascii: "-")
                    && (bytes[(index + 1)...].starts(with: "api-key".utf8)
                        || bytes[(index + 1)...].starts(with: "compatibility".utf8))
            }
        }
    }
}
