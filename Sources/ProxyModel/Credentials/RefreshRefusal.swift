package import JSON

/// Why an account's refresh token is not accepted any more, as its token file remembers it.
///
/// A member of the token file that cli-proxy-api does not know: so it goes where the account goes, and a new sign-in,
/// which writes a new file, ends it.
package struct RefreshRefusal: Hashable, Sendable {
    /// The member that holds it.
    package static let member = "ccproxy_refresh_refused"

    /// What the provider has said, for people.
    package let reason: String
    /// When it said so.
    package let at: Timestamp
    /// What `last_refresh` was then; the refusal is about those tokens and no others.
    private let lastRefresh: String?

    /// A refusal of the tokens that `file` holds.
    package init(reason: String, at: Timestamp, of file: JSONValue) {
        self.reason = reason
        self.at = at
        lastRefresh = file["last_refresh"]?.string
    }

    /// The refusal that a token file remembers; nil when there is none, or when the tokens are others since.
    package init?(in file: JSONValue) {
        guard let member = file[Self.member], let reason = member["reason"]?.string?.displayText,
            let at = member["at"]?.string.flatMap({ Timestamp($0) }),
            member["last_refresh"]?.string == file["last_refresh"]?.string
        else { return nil }
        self.reason = reason
        self.at = at
        lastRefresh = member["last_refresh"]?.string
    }

    /// What the file is to hold.
    package var json: JSONValue {
        var members = [JSONMember("reason", .string(reason)), JSONMember("at", .string(at.description))]
        if let lastRefresh { members.append(JSONMember("last_refresh", .string(lastRefresh))) }
        return .object(members)
    }
}
