/// The first line of a response, RFC 9112 §4.
struct StatusLine: Sendable {
    let version: HTTPVersion
    let status: HTTPStatus
    let reason: String

    /// Reads the line, given without its CR LF.
    ///
    /// The space behind the status may be missing together with the phrase: many servers forget it, and nothing
    /// depends on it.
    init(_ line: UnsafeBufferPointer<UInt8>) throws(HTTPParseError) {
        guard line.count >= 12, line[8] == 0x20, line.count == 12 || line[12] == 0x20 else {
            throw .malformedStartLine
        }
        version = try RequestLine.version(UnsafeBufferPointer(rebasing: line[..<8]))
        var code: UInt16 = 0
        for digit in line[9..<12] {
            guard (0x30...0x39).contains(digit) else { throw .malformedStartLine }
            code = code * 10 + UInt16(digit - 0x30)
        }
        guard code >= 100 else { throw .malformedStartLine }
        status = HTTPStatus(rawValue: code)
        let phrase = UnsafeBufferPointer(rebasing: line[min(13, line.count)...])
        guard ByteClass.all(phrase, are: .fieldValue) else { throw .invalidOctet }
        reason = String(decoding: phrase, as: UTF8.self)
    }

    func head(with fields: HTTPFields) -> HTTPResponseHead {
        HTTPResponseHead(status: status, reason: reason, version: version, fields: fields)
    }
}
