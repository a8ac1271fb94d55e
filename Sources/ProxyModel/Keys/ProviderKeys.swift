/// The two secrets of one provider's engine, generated once and kept.
///
/// What opens the proxy paths is handed to Claude Code, and with it to every program that Claude Code runs; so it must
/// not open the management paths as well.
package struct ProviderKeys: Equatable, Sendable {
    /// What a client of the proxy paths has to show.
    package let apiKey: String

    /// What a client of the management API has to show.
    package let managementKey: String

    init(apiKey: String, managementKey: String) {
        self.apiKey = apiKey
        self.managementKey = managementKey
    }

    /// What every generated `apiKey` begins with, so that people and scanners for leaked secrets know what it is.
    package static let apiKeyPrefix = "sk-ccproxy-"

    /// The shortest key that is accepted from a file.
    package static let minimumLength = 16

    /// Makes two keys of 32 random bytes each.
    static func generate() -> ProviderKeys {
        ProviderKeys(apiKey: apiKeyPrefix + RandomText.make(), managementKey: RandomText.make())
    }

    /// Whether a text can be a key: a bearer token of RFC 6750 §2.1, and none that can be guessed by trying.
    ///
    /// Nothing else is safe to put into a header, an environment variable and a YAML file alike.
    static func isUsable(_ key: String) -> Bool {
        key.utf8.count >= minimumLength
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default:
                    "-._~+/=".utf8.contains(byte)
                }
            }
    }
}

/// Nothing that prints, interpolates or dumps the keys shows them.
extension ProviderKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "ProviderKeys (not shown)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
