import HTTPWire

/// Which fields pass between client and upstream.
///
/// Everything does, but for what belongs to one connection (RFC 9110 §7.6.1), to this engine, or to nobody here. What
/// frames a message or names a connection's own affairs is left to server and upstream client, which write it anew; here
/// goes what they know nothing of.
enum HeaderPolicy {
    /// The fields of a request for the upstream, from those of the client's.
    ///
    /// The client's key is replaced by the account's credential. Compressed answers are not asked for: the usage in
    /// them could not be read while they pass.
    static func upstreamFields(_ client: HTTPFields, for account: UpstreamAccount) -> HTTPFields {
        var fields = client
        removeNamedFields(from: &fields)
        fields.remove(ownFields)
        apply(account.headers, client, to: &fields)
        switch account.credential {
        case .apiKey(let key):
            if !account.headers.contains(where: { $0.name == .authorization || $0.name == "x-api-key" }) {
                fields.append("x-api-key", key.revealed)
            }
        case .accessToken(let token):
            fields[.authorization] = "Bearer \(token.revealed)"
            addSubscriptionBeta(to: &fields)
        }
        fields.append("accept-encoding", "identity")
        return fields
    }

    /// Sets what the user has configured.
    static func apply(_ rules: [HeaderRule], _ client: HTTPFields, to fields: inout HTTPFields) {
        for rule in rules {
            switch rule.value {
            case .fixed(let value): fields[rule.name] = value.revealed
            case .copied(let source): fields[rule.name] = client[source]
            }
        }
    }

    /// The fields of an answer for the client, from those of the upstream's.
    ///
    /// The length stays with them. No permission for other origins ever passes, nor what is meant for the upstream's own
    /// name: transport security and alternative services.
    static func clientFields(_ upstream: HTTPFields) -> HTTPFields {
        var fields = upstream
        removeNamedFields(from: &fields)
        fields.remove(upstreamOnly)
        return fields
    }

    /// Removes the fields that `Connection` lists: they are for the next hop only.
    private static func removeNamedFields(from fields: inout HTTPFields) {
        guard fields.contains(.connection) else { return }
        for named in fields.elements(of: .connection) {
            // What frames the message is decided elsewhere, whatever a list says about it.
            guard let name = HTTPFieldName(validating: named), name != .contentLength else { continue }
            fields.remove(name)
        }
    }

    /// Anthropic accepts a subscription's token only with this flag, which clients with a key do not send.
    private static func addSubscriptionBeta(to fields: inout HTTPFields) {
        let flag = "oauth-2025-04-20"
        let others = fields.elements(of: "anthropic-beta")
        guard !others.contains(flag) else { return }
        fields["anthropic-beta"] = (others + [flag]).joined(separator: ",")
    }

    /// What is written anew for each request, or meant for this engine only.
    private static let ownFields: HTTPFieldNameSet = [
        .host, .authorization, "x-api-key", "x-goog-api-key", "x-management-key", "accept-encoding",
    ]

    private static let upstreamOnly: HTTPFieldNameSet = [
        // The upstream's wish to close its connection would become one to close the client's.
        .connection, "keep-alive", "proxy-authenticate", "proxy-connection", "te", .trailer, .upgrade,
        "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-headers",
        "access-control-allow-methods", "access-control-expose-headers", "access-control-max-age",
        "access-control-allow-private-network", "alt-svc", "strict-transport-security",
    ]
}
