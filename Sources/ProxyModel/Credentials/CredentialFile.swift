import JSON

/// What a token file says, whenever one asks: nothing in it depends on the clock, so that it can be kept.
///
/// The shapes are those that cli-proxy-api writes; they differ between providers in where the token is: at the top, or
/// in `token` (Gemini).
struct CredentialFile: Equatable, Sendable {
    /// The longest file that is looked at; real ones have at most a few kilobytes.
    static let maximumSize = 1 << 20

    /// When the access token's time is over.
    enum Expiry: Equatable, Sendable {
        case never
        case at(Timestamp)
        /// The member of that name cannot be understood.
        case unusable(member: String)
    }

    /// Which provider's it is; `nil` when it does not say.
    let type: String?
    let email: String?
    let identity: AccountIdentity
    let isDisabled: Bool
    let expiry: Expiry
    /// Whether it holds what is shown to the provider.
    let hasAccessToken: Bool
    let isRenewable: Bool
    let plan: String?
    let project: String?
    let lastRefresh: Timestamp?
    let refusal: RefreshRefusal?

    /// Whether a file of that name is looked at: visible, and `.json` in either case, as for cli-proxy-api.
    static func isName(_ name: String) -> Bool {
        name.utf8.first != UInt8(ascii: ".") && name.suffix(5).lowercased() == ".json"
    }

    /// Reads the contents of a token file.
    init(decoding bytes: [UInt8]) throws(CredentialProblem) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONReader.read(bytes)
        } catch {
            throw .malformed(error.description)
        }
        guard case .object = json else { throw .notAnObject }
        type = json["type"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        email = json["email"]?.string?.displayText
        identity = AccountIdentity(
            email: json["email"]?.string,
            id: (json["account_id"] ?? json["account_uuid"])?.string
        )
        // As the engines do, which take everything but `true` for no.
        isDisabled = json["disabled"]?.boolean ?? false
        expiry = Self.expiry(of: json)
        isRenewable = Self.holds("refresh_token", json)
        hasAccessToken = Self.holds("access_token", json)
        plan = json["id_token"]?.string.flatMap { Self.plan(ofIdentityToken: $0) } ?? json["plan"]?.string?.displayText
        project = json["project_id"]?.string?.displayText
        refusal = RefreshRefusal(in: json)
        lastRefresh = json["last_refresh"]?.string.flatMap { Timestamp($0.trimmingSpaces) }
    }

    private static func holds(_ token: String, _ json: JSONValue) -> Bool {
        [json, json["token"]].contains { $0?[token]?.string?.isEmpty == false }
    }

    /// `expired`, else `token.expiry`; one that is empty counts as absent.
    private static func expiry(of json: JSONValue) -> Expiry {
        if let expiry = expiry(json["expired"], member: "expired") { return expiry }
        guard let token = json["token"], !token.isNull else { return .never }
        guard case .object = token else { return .unusable(member: "token") }
        return expiry(token["expiry"], member: "token.expiry") ?? .never
    }

    private static func expiry(_ value: JSONValue?, member: String) -> Expiry? {
        guard let value, !value.isNull else { return nil }
        guard let text = value.string else { return .unusable(member: member) }
        let trimmed = text.trimmingSpaces
        guard !trimmed.isEmpty else { return nil }
        guard let time = Timestamp(trimmed) else { return .unusable(member: member) }
        // The zero of Go's time type, which its OAuth library reads as "does not expire".
        return time.seconds == -62_135_596_800 ? .never : .at(time)
    }

    /// The claim about the plan in an identity token of OpenAI (a JWT, RFC 7519 §3).
    ///
    /// The signature is not looked at: this is only shown.
    private static func plan(ofIdentityToken token: String) -> String? {
        let claims = TokenClaims.read(token)
        return claims?["https://api.openai.com/auth"]?["chatgpt_plan_type"]?.string?.displayText
    }
}
