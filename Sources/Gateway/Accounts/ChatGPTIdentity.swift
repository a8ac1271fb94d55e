import JSON
import ProxyModel

/// Whose ChatGPT account a token file is for, from the file and the tokens in it.
///
/// Tokens are JWTs (RFC 7519) whose claims anybody can read; nothing is verified here, since what they say only goes back
/// to whoever has issued them.
struct ChatGPTIdentity: Sendable, Equatable {
    var account: String?
    var plan: String?
    var email: String?

    /// Reads a token file: `account_id` first, then the claims of the identity token, then those of the access token.
    init(_ file: JSONValue) {
        func text(_ value: JSONValue?) -> String? { value?.string.flatMap { $0.isEmpty ? nil : $0 } }
        account = text(file["account_id"])
        email = text(file["email"])
        plan = text(file["plan_type"])
        for name in ["id_token", "access_token"] {
            guard let claims = text(file[name]).flatMap(Self.claims) else { continue }
            let own = claims["https://api.openai.com/auth"]
            account = account ?? text(own?["chatgpt_account_id"])
            plan = plan ?? text(own?["chatgpt_plan_type"])
            email = email ?? text(claims["email"])
        }
    }

    /// The claims of a JWT; nil when the text is none.
    private static func claims(_ token: String) -> JSONValue? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64URL.decode(String(parts[1])) else { return nil }
        return try? JSONReader.read(bytes)
    }
}

extension UpstreamAccount {
    /// Takes over what a token file tells of the ChatGPT account that it is for.
    mutating func take(_ identity: ChatGPTIdentity) {
        chatGPTAccount = identity.account
        plan = identity.plan
        if case .tokenFile(let name) = source, label == name, let email = identity.email { label = email }
    }
}
