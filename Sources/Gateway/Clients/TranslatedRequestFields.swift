import HTTPWire
import ProxyModel

/// The fields of a translated request.
///
/// None of the client's are passed on: they belong to another API. We name ourselves, and nobody else.
enum TranslatedRequestFields {
    /// How we are called where programs name themselves.
    static let originator = "ccproxy"

    /// The fields for an account.
    ///
    /// - Parameters:
    ///   - account: whose credential and configured fields are sent.
    ///   - client: what the client has sent, for fields that are configured as copies.
    ///   - session: the Claude session, by which the upstream finds its prompt cache again.
    /// - Returns: all fields but those that frame the message.
    static func fields(for account: UpstreamAccount, _ client: HTTPFields, session: String?) -> HTTPFields {
        var fields: HTTPFields = [
            .contentType: "application/json", .accept: "text/event-stream", "accept-encoding": "identity",
            .userAgent: "ccproxy-gateway/\(ProductVersion.text)",
        ]
        switch account.credential {
        case .apiKey(let secret), .accessToken(let secret): fields[.authorization] = "Bearer \(secret.revealed)"
        }
        if account.service == .codexBackend {
            // What the backend takes a request of one of its clients by.
            fields["openai-beta"] = "responses=experimental"
            fields["originator"] = originator
            if let id = account.chatGPTAccount { fields["chatgpt-account-id"] = id }
            if let session, isToken(session) { fields["session_id"] = session }
        }
        HeaderPolicy.apply(account.headers, client, to: &fields)
        return fields
    }

    /// Whether a text of a client's can stand in a field.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 128 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
