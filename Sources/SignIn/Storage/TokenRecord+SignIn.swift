internal import JSON
internal import ProxyModel

extension TokenRecord {
    /// The record of an account that has just signed in.
    init(_ kind: ProviderKind, _ grant: TokenGrant, now: Timestamp) {
        self.init(kind)
        let claims = grant.identityToken.flatMap { IdentityClaims(token: $0) }
        let email = grant.email ?? claims?.email
        // Members that cli-proxy-api always writes are there even when they are empty.
        for name in ["access_token", "refresh_token", "id_token"] where kind != .gemini { set(name, .string("")) }
        switch kind {
        case .codex:
            let accountID = claims?.accountID ?? IdentityClaims(token: grant.accessToken)?.accountID
            set("account_id", .string(accountID ?? ""))
            set("disabled", .boolean(false))
        case .claude:
            for (name, value) in [
                ("account_uuid", grant.accountID), ("organization_uuid", grant.organizationID),
                ("organization_name", grant.organizationName),
            ] {
                if let value { set(name, .string(value)) }
            }
        case .gemini:
            set("auto", .boolean(false))
            set("checked", .boolean(false))
        case .antigravity:
            remove("id_token")
        }
        set("email", .string(email ?? ""))
        apply(grant, now: now)
    }

    /// Takes over what a new sign-in to the same account brings; whatever else the file holds stays.
    mutating func take(over new: TokenRecord) {
        guard case .object(let members) = new.json else { return }
        for member in members where member.value != .string("") { set(member.name, member.value) }
        if isDisabled { set("disabled", .boolean(false)) }
        remove(RefreshRefusal.member)
    }

    /// What the file of a new account is called: as cli-proxy-api calls it.
    ///
    /// The name means nothing to either engine; whoever looks into the directory is to recognise the account.
    var fileName: String {
        let kind = kind ?? .codex
        let who = email ?? accountID ?? String(SHA256.hexadecimal((refreshToken ?? "").utf8).prefix(8))
        var parts = [kind.rawValue]
        if kind == .codex {
            if let digest = identity.digest { parts.append(digest) }
            parts.append(who)
            let claims = json["id_token"]?.string.flatMap { IdentityClaims(token: $0) }
            if let plan = claims?.plan, !plan.isEmpty { parts.append(plan.lowercased()) }
        } else {
            parts.append(who)
        }
        return Self.harmless(parts.joined(separator: "-")) + ".json"
    }

    /// A name with nothing in it that a path or a shell could take for something else.
    private static func harmless(_ name: String) -> String {
        let bytes = name.utf8.prefix(200).map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                byte
            default: "@._+-".utf8.contains(byte) ? byte : UInt8(ascii: "_")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
