import JSON

/// What a JSON Web Token (RFC 7519) claims.
///
/// The signature is not looked at: whoever only shows claims, or reads those of a token that was handed over by its
/// owner, need not trust them.
enum TokenClaims {
    /// The claims; nil when the text is no such token.
    static func read(_ token: String) -> JSONValue? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]) else { return nil }
        return try? JSONReader.read(payload)
    }
}
