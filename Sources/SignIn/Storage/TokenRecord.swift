internal import JSON
internal import ProxyModel

/// The contents of a token file, with everything in it that we do not know.
///
/// The members are those that cli-proxy-api writes and reads, so that either engine can use the other's files.
struct TokenRecord: Sendable, Equatable {
    private(set) var json: JSONValue

    /// Reads a token file.
    ///
    /// - Throws: `unusableFile`, without anything of what is in it.
    init(_ bytes: [UInt8]) throws(SignInError) {
        do throws(JSONError) {
            json = try JSONReader.read(bytes)
        } catch {
            throw .unusableFile("it is not JSON: \(error)")
        }
        guard case .object = json else { throw .unusableFile("it is JSON, but not an object") }
    }

    /// A new account of that kind, without tokens.
    init(_ kind: ProviderKind) {
        json = .object([JSONMember("type", .string(kind.tokenType))])
    }

    /// What the file is to hold.
    var bytes: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.value(json)
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// Whose account it is; nil for one that we cannot sign in.
    var kind: ProviderKind? {
        json["type"]?.string.flatMap { type in ProviderKind.allCases.first { $0.tokenType == type } }
    }

    /// Where the tokens are: in `token` for Gemini, else at the top.
    private var tokens: JSONValue? { kind == .gemini ? json["token"] : json }

    var accessToken: String? { tokens?["access_token"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var refreshToken: String? { tokens?["refresh_token"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var email: String? { json["email"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var accountID: String? { (json["account_id"] ?? json["account_uuid"])?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var proxyURL: String? { json["proxy_url"]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    var isDisabled: Bool { json["disabled"]?.boolean ?? false }

    /// When the access token's time is over; nil when the file does not say.
    var expiry: Timestamp? { (json["expired"] ?? json["token"]?["expiry"])?.string.flatMap { Timestamp($0) } }

    /// Why the refresh token is not accepted any more.
    var refusal: RefreshRefusal? { RefreshRefusal(in: json) }

    /// Whether a record is of the same account at its provider.
    func isSameAccount(as other: TokenRecord) -> Bool {
        kind == other.kind && identity.isSame(as: other.identity)
    }

    /// Whose account it is.
    var identity: AccountIdentity { AccountIdentity(email: email, id: accountID) }

    /// Takes over new tokens, and forgets that old ones were refused.
    mutating func apply(_ grant: TokenGrant, now: Timestamp) {
        let expiry = grant.expiry(from: now)
        switch kind {
        case .gemini: applyToToken(grant, expiry: expiry)
        case .antigravity:
            setTokens(grant)
            if let expiresIn = grant.expiresIn { set("expires_in", .integer(expiresIn)) }
            set("timestamp", .integer(now.seconds * 1000))
            set("expired", .string(expiry?.description ?? ""))
        case .claude, .codex, nil:
            setTokens(grant)
            set("last_refresh", .string(now.description))
            set("expired", .string(expiry?.description ?? ""))
        }
        remove(RefreshRefusal.member)
    }

    private mutating func setTokens(_ grant: TokenGrant) {
        set("access_token", .string(grant.accessToken))
        if let token = grant.refreshToken { set("refresh_token", .string(token)) }
        if let token = grant.identityToken { set("id_token", .string(token)) }
    }

    /// The shape of Go's OAuth library, in which Gemini's tokens are kept.
    private mutating func applyToToken(_ grant: TokenGrant, expiry: Timestamp?) {
        var token = TokenRecord(json: json["token"] ?? .object([]))
        token.setTokens(grant)
        token.set("token_type", .string("Bearer"))
        if let expiry { token.set("expiry", .string(expiry.description)) }
        set("token", token.json)
    }

    private init(json: JSONValue) {
        if case .object = json { self.json = json } else { self.json = .object([]) }
    }

    /// Notes why the refresh token is not accepted any more.
    mutating func note(_ refusal: RefreshRefusal) {
        set(RefreshRefusal.member, refusal.json)
    }

    /// Sets a member where it stands, or at the end.
    mutating func set(_ name: String, _ value: JSONValue) {
        guard case .object(var members) = json else { return }
        if let index = members.lastIndex(where: { $0.name == name }) {
            members[index].value = value
        } else {
            members.append(JSONMember(name, value))
        }
        json = .object(members)
    }

    /// Removes a member.
    mutating func remove(_ name: String) {
        guard case .object(let members) = json else { return }
        json = .object(members.filter { $0.name != name })
    }
}
