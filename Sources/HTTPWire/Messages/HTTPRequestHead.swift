/// The request line and the header fields of a request.
package struct HTTPRequestHead: Sendable, Equatable {
    package var method: HTTPMethod
    /// The request target as it stands in the request line, still percent-encoded.
    package let target: String
    package var version: HTTPVersion
    package var fields: HTTPFields

    /// A request to be sent.
    ///
    /// Octets of `target` that a request line cannot hold (spaces, controls, quotes, `#`, anything outside ASCII) are
    /// percent-encoded, so that no target can smuggle in a second line. An empty target becomes `/`.
    package init(method: HTTPMethod, target: String, version: HTTPVersion = .http11, fields: HTTPFields = [:]) {
        self.method = method
        self.target = HTTPRequestHead.encode(target)
        self.version = version
        self.fields = fields
    }

    /// What a parser has checked.
    init(method: HTTPMethod, checkedTarget: String, version: HTTPVersion, fields: HTTPFields) {
        self.method = method
        target = checkedTarget
        self.version = version
        self.fields = fields
    }

    /// Whether the connection may carry another request after this one, RFC 9112 §9.3.
    package var wantsKeepAlive: Bool {
        if fields.hasElement("close", in: .connection) { return false }
        return version == .http11 || fields.hasElement("keep-alive", in: .connection)
    }

    /// Whether the client waits for `100 Continue` before it sends the body, RFC 9110 §10.1.1.
    package var expectsContinue: Bool {
        version == .http11 && fields.hasElement("100-continue", in: .expect)
    }

    /// The target's path, still percent-encoded: without query, and without scheme and authority if it had those.
    package var path: Substring {
        let reference = pathAndQuery
        return reference[..<(reference.utf8.firstIndex(of: 0x3F) ?? reference.endIndex)]
    }

    /// What follows the first `?` of the target, still percent-encoded; nil when there is none.
    package var query: Substring? {
        let reference = pathAndQuery
        guard let mark = reference.utf8.firstIndex(of: 0x3F) else { return nil }
        return reference[reference.utf8.index(after: mark)...]
    }

    /// The target without scheme and authority (absolute-form, RFC 9112 §3.2.2).
    private var pathAndQuery: Substring {
        guard target.utf8.first != 0x2F, let scheme = target.utf8.firstIndex(of: 0x3A),
            target[scheme...].hasPrefix("://")
        else { return target[...] }
        let authority = target[scheme...].dropFirst(3)
        guard let end = authority.utf8.firstIndex(where: { $0 == 0x2F || $0 == 0x3F }) else { return "/" }
        return authority[end...]
    }

    private static func encode(_ target: String) -> String {
        guard !target.isEmpty else { return "/" }
        guard !target.utf8.allSatisfy({ ByteClass.isMember($0, of: .target) }) else { return target }
        var result: [UInt8] = []
        for byte in target.utf8 {
            if ByteClass.isMember(byte, of: .target) {
                result.append(byte)
            } else {
                result.append(0x25)
                result.append(hexadecimalDigit(byte >> 4))
                result.append(hexadecimalDigit(byte & 0xF))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x41 + value - 10
    }
}
