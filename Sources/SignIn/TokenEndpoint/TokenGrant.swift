internal import JSON
internal import ProxyModel

/// What a token endpoint gives, RFC 6749 §5.1.
struct TokenGrant: Sendable, Equatable {
    var accessToken: String
    /// Absent when the old one stays good.
    var refreshToken: String?
    var identityToken: String?
    /// How long the access token is good for, in seconds, from the moment of the answer.
    var expiresIn: Int64?
    /// Who has signed in, where the answer itself says so (Anthropic's does).
    var email: String?
    var accountID: String?
    var organizationID: String?
    var organizationName: String?

    /// Reads an answer; nil when it is not one.
    init?(_ json: JSONValue) {
        guard let token = json["access_token"]?.string, Self.isToken(token) else { return nil }
        accessToken = token
        refreshToken = json["refresh_token"]?.string.flatMap { Self.isToken($0) ? $0 : nil }
        identityToken = json["id_token"]?.string.flatMap { Self.isToken($0) ? $0 : nil }
        expiresIn =
            json["expires_in"]?.integer(as: Int64.self) ?? json["expires_in"]?.double.flatMap { Int64(exactly: $0) }
        email = json["account"]?["email_address"]?.string
        accountID = json["account"]?["uuid"]?.string
        organizationID = json["organization"]?["uuid"]?.string
        organizationName = json["organization"]?["name"]?.string
    }

    /// When the access token's time is over; nil when nothing says so.
    func expiry(from now: Timestamp) -> Timestamp? {
        if let expiresIn, expiresIn > 0, expiresIn < 100 * 366 * 86_400 { return now.advanced(bySeconds: expiresIn) }
        return IdentityClaims(token: accessToken)?.expiry
    }

    /// Whether a text can be sent in a header and a form as it is.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64 << 10 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
