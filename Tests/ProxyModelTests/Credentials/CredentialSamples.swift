@testable import ProxyModel

/// Token files as cli-proxy-api writes them, with tokens that can be searched for.
enum CredentialSamples {
    /// In every token of every sample.
    static let secret = "SECRET"

    static let claude = """
        {"access_token":"SECRET-a","account_uuid":"0a1b","disabled":false,"email":"me@example.com",
         "expired":"2030-01-01T12:00:00+08:00","id_token":"","last_refresh":"2029-12-31T20:00:00+08:00",
         "refresh_token":"SECRET-r","type":"claude"}
        """

    static let codex = """
        {"access_token":"SECRET-a","account_id":"acc","disabled":false,"email":"me@example.com",
         "expired":"2030-01-01T04:00:00Z","id_token":"\(identityToken(plan: "plus"))",
         "last_refresh":"2029-12-31T20:00:00+08:00","refresh_token":"SECRET-r","type":"codex"}
        """

    static let antigravity = """
        {"access_token":"SECRET-a","disabled":false,"email":"me@example.com","expired":"2030-01-01T04:00:00Z",
         "expires_in":3599,"project_id":"bright-lamp-1","refresh_token":"SECRET-r","timestamp":1893452400000,
         "type":"antigravity"}
        """

    static let gemini = """
        {"auto":true,"checked":true,"email":"me@example.com","project_id":"bright-lamp-1",
         "token":{"access_token":"SECRET-a","client_id":"SECRET-i","client_secret":"SECRET-s",
         "expiry":"2030-01-01T04:00:00.123456789Z","refresh_token":"SECRET-r","token_type":"Bearer"},"type":"gemini"}
        """

    /// 2030-01-01T04:00:00Z, when the samples expire.
    static let expiry = Timestamp(seconds: 1_893_470_400)

    /// An unsigned token with OpenAI's claim about the plan.
    static func identityToken(plan: String) -> String {
        let claims = #"{"sub":"SECRET","https://api.openai.com/auth":{"chatgpt_plan_type":"\#(plan)"}}"#
        let parts = [#"{"alg":"none"}"#, claims, secret].map { Base64URL.encode(Array($0.utf8)) }
        return parts.joined(separator: ".")
    }
}
