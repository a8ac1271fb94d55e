import HTTPWire

/// A header field that the user wants on the requests of one account.
struct HeaderRule: Sendable, Hashable {
    /// Where the value comes from.
    enum Value: Sendable, Hashable {
        /// As configured; may well be a secret.
        case fixed(Secret)
        /// What the client has sent under that name; nothing when it has not.
        case copied(from: HTTPFieldName)
    }

    let name: HTTPFieldName
    let value: Value

    /// Reads a configured field.
    ///
    /// - Returns: nil when the name is none, or one that belongs to the connection and not to the request.
    init?(name: String, value: String) {
        guard let field = HTTPFieldName(validating: name), !Self.untouchable.contains(field) else { return nil }
        self.name = field
        if value.hasPrefix("$"), let source = HTTPFieldName(validating: String(value.dropFirst())) {
            self.value = .copied(from: source)
        } else {
            self.value = .fixed(Secret(value))
        }
    }

    private static let untouchable: Set<HTTPFieldName> = [
        .host, .contentLength, .transferEncoding, .connection, .expect, .upgrade, .trailer, "te",
    ]
}
