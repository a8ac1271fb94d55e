package import JSON

/// A credential of another program, in the form of a token file of ours (which is cli-proxy-api's).
package struct ImportedCredential: Equatable, Sendable {
    /// What a token file shall hold.
    package let json: JSONValue
    /// Whose it is, where the other program tells.
    package let identity: AccountIdentity
    /// The name of a new token file for it.
    package let fileName: String
    /// The same with a digest of the account's ID, for where that name is another account's; nil without an ID.
    package let distinctFileName: String?
    /// When the access token's time is over.
    package let expiresAt: Timestamp?
    /// Whether there is a refresh token in it.
    package let isRenewable: Bool

    /// Why another program's file holds nothing to import; nothing of its contents is quoted.
    package enum Problem: Error, Equatable, Sendable, CustomStringConvertible {
        case notJSON(String)
        /// It holds no tokens of a signed-in account.
        case noTokens
        /// It holds an API key and no tokens.
        case onlyAPIKey

        package var description: String {
            switch self {
            case .notJSON(let reason): "it is not JSON: \(reason)"
            case .noTokens: "nobody is signed in there"
            case .onlyAPIKey: "it holds an API key, and no signed-in account"
            }
        }
    }

    /// Reads Claude Code's `.credentials.json`.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - profile: its `.claude.json`, which says whose account that is; nil where there is none.
    ///   - now: when that is read.
    /// - Returns: the account.
    /// - Throws: `Problem`.
    package static func claude(
        _ bytes: [UInt8],
        profile: [UInt8]?,
        now: Timestamp
    ) throws(Problem) -> ImportedCredential {
        guard let login = try read(bytes)["claudeAiOauth"], let access = login["accessToken"]?.text else {
            throw .noTokens
        }
        let account = profile.flatMap { try? JSONReader.read($0) }?["oauthAccount"]
        let email = account?["emailAddress"]?.text?.displayText
        let refresh = login["refreshToken"]?.text
        let expiry = login["expiresAt"]?.integer(as: Int64.self).map { milliseconds in
            Timestamp(seconds: milliseconds / 1000)
        }
        var members = [
            JSONMember("type", .string(ProviderKind.claude.tokenType)),
            JSONMember("access_token", .string(access)),
            JSONMember("refresh_token", .string(refresh ?? "")),
            JSONMember("id_token", .string("")),
            JSONMember("email", .string(email ?? "")),
            JSONMember("last_refresh", .string(now.description)),
            JSONMember("expired", .string(expiry?.description ?? "")),
        ]
        let optional: [(String, JSONValue?)] = [
            ("account_uuid", account?["accountUuid"]), ("organization_uuid", account?["organizationUuid"]),
            ("organization_name", account?["organizationName"]), ("plan", login["subscriptionType"]),
        ]
        for (name, value) in optional { if let value, value.text != nil { members.append(JSONMember(name, value)) } }
        let identity = AccountIdentity(email: email, id: account?["accountUuid"]?.text)
        return ImportedCredential(
            json: .object(members),
            identity: identity,
            fileName: fileName("claude", [email ?? "imported"]),
            distinctFileName: identity.digest.map { fileName("claude", [$0, email ?? "imported"]) },
            expiresAt: expiry,
            isRenewable: refresh != nil
        )
    }

    /// Reads Codex's `auth.json`.
    package static func codex(_ bytes: [UInt8], now: Timestamp) throws(Problem) -> ImportedCredential {
        let json = try read(bytes)
        guard let tokens = json["tokens"], let access = tokens["access_token"]?.text else {
            throw json["OPENAI_API_KEY"]?.text == nil ? .noTokens : .onlyAPIKey
        }
        let identityToken = tokens["id_token"]?.text ?? ""
        let claims = TokenClaims.read(identityToken)
        let own = claims?["https://api.openai.com/auth"]
        let email = claims?["email"]?.text?.displayText
        let plan = own?["chatgpt_plan_type"]?.text?.displayText
        let expiry = TokenClaims.read(access)?["exp"]?.integer(as: Int64.self).map { Timestamp(seconds: $0) }
        let account = tokens["account_id"]?.text ?? own?["chatgpt_account_id"]?.text ?? ""
        let refresh = tokens["refresh_token"]?.text
        let last = json["last_refresh"]?.text.flatMap { Timestamp($0) } ?? now
        let identity = AccountIdentity(email: email, id: account)
        let words = [email ?? "imported", plan].compactMap(\.self)
        return ImportedCredential(
            json: .object([
                JSONMember("type", .string(ProviderKind.codex.tokenType)),
                JSONMember("id_token", .string(identityToken)),
                JSONMember("access_token", .string(access)),
                JSONMember("refresh_token", .string(refresh ?? "")),
                JSONMember("account_id", .string(account)),
                JSONMember("email", .string(email ?? "")),
                JSONMember("last_refresh", .string(last.description)),
                JSONMember("expired", .string(expiry?.description ?? "")),
            ]),
            identity: identity,
            fileName: fileName("codex", words),
            distinctFileName: identity.digest.map { fileName("codex", [$0] + words) },
            expiresAt: expiry,
            isRenewable: refresh != nil
        )
    }

    private static func read(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
        do throws(JSONError) {
            return try JSONReader.read(bytes)
        } catch {
            throw .notJSON(error.description)
        }
    }

    /// Words as the name of a file: in lower case, and with everything that is not plain replaced.
    private static func fileName(_ kind: String, _ words: [String]) -> String {
        let text = ([kind] + words.filter { !$0.isEmpty }).joined(separator: "-")
        let plain = text.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber || "@._+-".contains(character))
                ? character : "_"
        }
        return String(plain) + ".json"
    }
}

extension JSONValue {
    /// A text that says something.
    fileprivate var text: String? { string.flatMap { $0.isEmpty ? nil : $0 } }
}
