/// The address that a browser is sent to, RFC 6749 §4.1.1 with RFC 7636 §4.3.
struct AuthorizationRequest: Sendable {
    let url: String

    /// A request of that provider, to be answered at the redirect URI with the same state.
    init(_ provider: OAuthProvider, key: ProofKey, state: String, redirectURI: String) {
        let query: [(name: String, value: String)] =
            [
                ("response_type", "code"), ("client_id", provider.clientID), ("redirect_uri", redirectURI),
                ("scope", provider.scope), ("code_challenge", key.challenge),
                ("code_challenge_method", ProofKey.method), ("state", state),
            ] + provider.extraParameters
        let separator = provider.authorizeURL.contains("?") ? "&" : "?"
        url = provider.authorizeURL + separator + FormText.encode(query)
    }
}
