/// Why bytes are not the HTTP/1.1 message that they should be.
///
/// Whatever the case, the connection cannot be used any more: where the next message begins is unknown.
package enum HTTPParseError: Error, Sendable, Hashable {
    /// The request or status line is not one.
    case malformedStartLine
    /// The request target has an octet or an escape that no target has, or a form that the method does not allow.
    case invalidTarget
    /// A major version other than 1.
    case unsupportedVersion
    /// A line ends in LF without CR.
    case bareLineFeed
    /// A CR that no LF follows, a NUL or another control inside a line.
    case invalidOctet
    /// A field name that is no token, or a line without a colon.
    case invalidFieldName
    /// A space between the name and the colon (RFC 9112 §5.1: a known way to smuggle).
    case spaceBeforeColon
    /// A line that continues the one before (RFC 9112 §5.2, obsolete).
    case foldedField
    /// A request with no `Host`, with more than one, or with one that cannot be a host (RFC 9112 §3.2).
    case invalidHost
    /// `Content-Length` that is no number.
    case invalidContentLength
    /// Several `Content-Length` that differ.
    case conflictingContentLength
    /// `Content-Length` and `Transfer-Encoding` together: who sends this wants two readers to disagree.
    case contentLengthWithTransferEncoding
    /// `Transfer-Encoding` in HTTP/1.0, which has none, or `chunked` not in its place.
    case invalidTransferEncoding
    /// A transfer coding other than `chunked`.
    case unsupportedTransferEncoding
    /// A chunk whose size is no number, too large, or followed by something other than an extension.
    case invalidChunk
    /// The target is longer than the limit.
    case targetTooLong
    /// The head (or the trailer section) is larger than the limit.
    case headTooLarge
    /// There are more fields than the limit.
    case tooManyFields
    /// The peer switched to a protocol that nobody asked for (101).
    case unexpectedUpgrade
    /// The connection ended inside a message.
    case truncated

    /// The status that a server answers with, where it answers at all.
    package var status: HTTPStatus {
        switch self {
        case .unsupportedVersion: .httpVersionNotSupported
        case .unsupportedTransferEncoding: .notImplemented
        case .targetTooLong: .uriTooLong
        case .headTooLarge, .tooManyFields: .requestHeaderFieldsTooLarge
        default: .badRequest
        }
    }
}

extension HTTPParseError: CustomStringConvertible {
    /// What is wrong, as a sentence without a full stop; names no value that was received.
    package var description: String {
        switch self {
        case .malformedStartLine: "the first line is not that of an HTTP/1.1 message"
        case .invalidTarget: "the request target is not valid"
        case .unsupportedVersion: "only HTTP/1.0 and HTTP/1.1 are spoken here"
        case .bareLineFeed: "a line ends in LF instead of CR LF"
        case .invalidOctet: "a line contains a control character"
        case .invalidFieldName: "a field name is not valid"
        case .spaceBeforeColon: "there is a space between a field name and its colon"
        case .foldedField: "a field is folded over several lines"
        case .invalidHost: "the Host field is missing, repeated or not valid"
        case .invalidContentLength: "Content-Length is not a number"
        case .conflictingContentLength: "there are several Content-Length fields that differ"
        case .contentLengthWithTransferEncoding: "there are both Content-Length and Transfer-Encoding"
        case .invalidTransferEncoding: "Transfer-Encoding is not valid here"
        case .unsupportedTransferEncoding: "the only transfer coding spoken here is chunked"
        case .invalidChunk: "a chunk of the body is not valid"
        case .targetTooLong: "the request target is too long"
        case .headTooLarge: "the header section is too large"
        case .tooManyFields: "there are too many header fields"
        case .unexpectedUpgrade: "the server switched protocols without being asked"
        case .truncated: "the connection was closed in the middle of a message"
        }
    }
}
