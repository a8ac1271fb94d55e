import ProxyModel
import SignIn

extension OAuthSettings {
    /// Reads `oauth-client`: a mapping from kinds of accounts to addresses and OAuth client.
    ///
    /// This engine's own; cli-proxy-api passes over it.
    static func reading(
        _ section: inout ConfigurationSection,
        _ unused: inout [(name: String, line: Int)]
    ) throws(ConfigurationError) -> [ProviderKind: OAuthSettings] {
        guard var clients = try section.section("oauth-client") else { return [:] }
        var read: [ProviderKind: OAuthSettings] = [:]
        for kind in ProviderKind.allCases {
            guard var entry = try clients.section(kind.rawValue) else { continue }
            var settings = OAuthSettings()
            for name in names {
                settings[name] = try entry.value(
                    name,
                    expected: name.hasSuffix("-url") ? "an https URL, or an http one of this machine" : "text",
                    isSecret: name == "client-secret"
                ) { text in
                    text.isEmpty || name.hasSuffix("-url") && !isUsable(url: text) ? nil : text
                }
            }
            read[kind] = settings
            unused += entry.unusedNames
        }
        unused += clients.unusedNames
        return read
    }
}

extension GatewayConfiguration {
    /// What is set about signing in to a kind of account; the environment comes before the file.
    func signInSettings(of kind: ProviderKind, _ environment: [String: String]) -> OAuthSettings {
        (signIn[kind] ?? OAuthSettings()).overridden(by: environment, for: kind)
    }
}
