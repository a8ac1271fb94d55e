import ProxyModel

/// What to type so that a provider's engine has an account.
enum SignInHint {
    /// In one line; `ccproxy auth` itself says what else works where an engine cannot sign in.
    static func text(for provider: ProviderSettings) -> String {
        let signIn = "ccproxy auth \(provider.id)"
        // Google's accounts need an OAuth client that not everybody has; a key is quickly made.
        return provider.kind == .gemini ? "\(signIn)  or, with an API key: ccproxy auth add-key \(provider.id)" : signIn
    }
}
