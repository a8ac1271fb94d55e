internal import JSON
internal import ProxyModel

/// What a JSON Web Token says about its owner (RFC 7519 §4, OpenID Connect Core §5.1).
///
/// The signature is not checked: the token came over an authenticated connection from whoever issued it, and what is in
/// it is shown to people and sent back to the same provider, never trusted to let anybody in.
struct IdentityClaims: Sendable, Equatable {
    var email: String?
    /// OpenAI's number for the account that requests are counted for.
    var accountID: String?
    /// OpenAI's name of what the user pays for: `plus`, `team`.
    var plan: String?
    /// `exp`.
    var expiry: Timestamp?

    /// Reads the payload; nil when the text is no such token.
    init?(token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]), let json = try? JSONReader.read(payload),
            case .object = json
        else { return nil }
        email = json["email"]?.string ?? json["https://api.openai.com/profile"]?["email"]?.string
        let claims = json["https://api.openai.com/auth"]
        accountID = claims?["chatgpt_account_id"]?.string
        plan = claims?["chatgpt_plan_type"]?.string
        expiry = json["exp"]?.integer(as: Int64.self).map { Timestamp(seconds: $0) }
    }
}
