internal import ProxyModel

/// What an engine sees of the daemon's environment.
///
/// An engine reads more variables than it documents (cli-proxy-api replaces its whole configuration for some), and
/// whoever typed the command may have secrets of other programs in theirs. So only what a server needs goes through.
package enum EngineEnvironment {
    /// Names that go through as they are.
    private static let names: Set<String> = [
        "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "TMPDIR", "TZ", "USER",
        // Certificates, for whoever sits behind a company's proxy.
        "SSL_CERT_DIR", "SSL_CERT_FILE", "CURL_CA_BUNDLE",
        // The way out; both spellings are in use.
        "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        // What ccproxy-gateway lets its user say about the codex provider.
        "CODEX_BASE_URL", "PASSTHROUGH_MODE", "CHATGPT_CODEX_PROXY_SIGNATURE",
        "ANTHROPIC_DEFAULT_HAIKU_MODEL", "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_OPUS_MODEL",
    ]

    /// Tells our own engine whose accounts it is for: a token file of another provider is none of its.
    package static let kindVariable = "CCPROXY_PROVIDER_KIND"

    /// Whether every run of an engine gets the variable of that name, a server as well as a sign-in.
    package static func isNeeded(_ name: String) -> Bool {
        // With an OAuth client of the user's own, tokens are renewed as they were got.
        names.contains(name) || name.hasPrefix("LC_") || name.hasPrefix(SettingVariable.signInPrefix)
    }

    /// The engine's environment.
    ///
    /// - Parameters:
    ///   - environment: the daemon's.
    ///   - dashboardPort: where the dashboard is, which alone may show the engine's page in a frame.
    ///   - kind: whose accounts the engine is for.
    ///   - managementKey: the provider's key for `/v0/management`; it goes in no other way.
    /// - Returns: every variable that the engine gets.
    static func select(
        from environment: [String: String],
        dashboardPort: UInt16,
        kind: ProviderKind,
        managementKey: String
    ) -> [String: String] {
        var selected = environment.filter { isNeeded($0.key) }
        selected["CCPROXY_DASHBOARD_PORT"] = String(dashboardPort)
        selected[kindVariable] = kind.rawValue
        selected["MANAGEMENT_PASSWORD"] = managementKey
        return selected
    }
}
