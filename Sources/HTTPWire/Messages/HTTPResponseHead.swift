/// The status line and the header fields of a response.
package struct HTTPResponseHead: Sendable, Equatable {
    package var status: HTTPStatus
    /// The phrase of the status line; carries no meaning.
    package let reason: String
    package var version: HTTPVersion
    package var fields: HTTPFields

    /// A response to be sent.
    ///
    /// Octets of `reason` that a status line cannot hold become spaces.
    ///
    /// - Parameters:
    ///   - status: the status code.
    ///   - reason: the phrase; nil stands for the registered one.
    ///   - version: the version that the status line names.
    ///   - fields: the header fields.
    package init(
        status: HTTPStatus,
        reason: String? = nil,
        version: HTTPVersion = .http11,
        fields: HTTPFields = [:]
    ) {
        self.status = status
        self.reason = reason.map(HTTPResponseHead.clean) ?? status.reasonPhrase
        self.version = version
        self.fields = fields
    }

    /// Whether the sender will keep the connection open after this response, RFC 9112 §9.3.
    package var wantsKeepAlive: Bool {
        if fields.hasElement("close", in: .connection) { return false }
        return version == .http11 || fields.hasElement("keep-alive", in: .connection)
    }

    private static func clean(_ reason: String) -> String {
        guard !reason.utf8.allSatisfy({ ByteClass.isMember($0, of: .fieldValue) }) else { return reason }
        let bytes = reason.utf8.map { ByteClass.isMember($0, of: .fieldValue) ? $0 : 0x20 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
