internal import ProxyModel

/// The two halves of a proof key for code exchange, RFC 7636: the challenge is shown first, the verifier proves later
/// that whoever has the code also began the flow.
struct ProofKey: Sendable {
    /// Always `S256`: the plain method proves nothing to whoever has seen the address.
    static let method = "S256"

    let verifier: String
    let challenge: String

    /// A key of that verifier, §4.2: base64url of the verifier's SHA-256, without padding.
    init(verifier: String) {
        self.verifier = verifier
        challenge = Base64URL.encode(SHA256.digest(of: verifier.utf8))
    }

    /// A new key: 32 random bytes, as §4.1 recommends.
    static func random() -> ProofKey {
        ProofKey(verifier: RandomText.make())
    }
}
