/// The first line of a request, RFC 9112 §3.
struct RequestLine: Sendable {
    let method: HTTPMethod
    let target: String
    let version: HTTPVersion

    /// Reads the line, given without its CR LF.
    init(_ line: UnsafeBufferPointer<UInt8>, limits: HTTPLimits) throws(HTTPParseError) {
        guard let firstSpace = ByteSearch.first(0x20, in: line, from: 0), firstSpace > 0,
            let secondSpace = ByteSearch.first(0x20, in: line, from: firstSpace + 1)
        else { throw .malformedStartLine }
        let method = UnsafeBufferPointer(rebasing: line[..<firstSpace])
        let target = UnsafeBufferPointer(rebasing: line[(firstSpace + 1)..<secondSpace])
        guard ByteClass.all(method, are: .token) else { throw .malformedStartLine }
        version = try RequestLine.version(UnsafeBufferPointer(rebasing: line[(secondSpace + 1)...]))
        guard target.count <= limits.targetSize else { throw .targetTooLong }
        self.method = HTTPMethod(checked: String(decoding: method, as: UTF8.self))
        guard RequestLine.isValid(target, for: self.method) else { throw .invalidTarget }
        self.target = String(decoding: target, as: UTF8.self)
    }

    func head(with fields: HTTPFields) -> HTTPRequestHead {
        HTTPRequestHead(method: method, checkedTarget: target, version: version, fields: fields)
    }

    /// Reads `HTTP/1.1` and its like, RFC 9112 §2.3.
    static func version(_ text: UnsafeBufferPointer<UInt8>) throws(HTTPParseError) -> HTTPVersion {
        let isWellFormed =
            text.count == 8 && text.prefix(5).elementsEqual("HTTP/".utf8) && text[6] == 0x2E
            && (0x30...0x39).contains(text[5]) && (0x30...0x39).contains(text[7])
        guard isWellFormed else { throw .malformedStartLine }
        guard text[5] == 0x31 else { throw .unsupportedVersion }
        return text[7] == 0x30 ? .http10 : .http11
    }

    /// The forms of RFC 9112 §3.2: a path, an absolute URI, `host:port` for CONNECT alone, `*` for OPTIONS alone.
    private static func isValid(_ target: UnsafeBufferPointer<UInt8>, for method: HTTPMethod) -> Bool {
        guard let first = target.first, ByteClass.all(target, are: .target), hasValidEscapes(target) else {
            return false
        }
        if method == .connect { return first != 0x2F && target.contains(0x3A) && !target.contains(0x2F) }
        if first == 0x2F { return true }
        if first == 0x2A { return target.count == 1 && method == .options }
        return isAbsolute(target)
    }

    /// `scheme://authority…` with a scheme that is one (RFC 3986 §3.1) and an authority that is not empty.
    private static func isAbsolute(_ target: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let colon = ByteSearch.first(0x3A, in: target, from: 0), colon > 0, target.count > colon + 3 else {
            return false
        }
        let isScheme = target[..<colon].allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte.asciiLowercased)
                || byte == 0x2B || byte == 0x2D || byte == 0x2E
        }
        let authority = target[colon + 3]
        return isScheme && target[colon + 1] == 0x2F && target[colon + 2] == 0x2F
            && authority != 0x2F && authority != 0x3F
    }

    /// Whether two hexadecimal digits follow each `%`, RFC 3986 §2.1.
    private static func hasValidEscapes(_ target: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        while let percent = ByteSearch.first(0x25, in: target, from: position) {
            guard percent + 2 < target.count,
                ByteClass.isMember(target[percent + 1], of: .hexadecimal),
                ByteClass.isMember(target[percent + 2], of: .hexadecimal)
            else { return false }
            position = percent + 3
        }
        return true
    }
}
