/// The two secrets of a provider's engine; nobody but the engine and its clients knows them.
package struct ProviderKeys: Equatable, Sendable {
    /// What clients send: Claude Code's `ANTHROPIC_AUTH_TOKEN`, one of the engine's `api-keys`.
    package let apiKey: String
    /// What the management routes ask for: the engine's `MANAGEMENT_PASSWORD`.
    package let managementKey: String

    init(apiKey: String, managementKey: String) {
        self.apiKey = apiKey
        self.managementKey = managementKey
    }
}

extension ProviderKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of the keys, so that no log and no failed assertion shows them.
    package var description: String { "ProviderKeys(…)" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
