/// A version of HTTP/1; there is no other that this module reads.
package enum HTTPVersion: Sendable, Hashable, CustomStringConvertible {
    case http10
    /// HTTP/1.1, and also a later minor version, which RFC 9110 §2.5 says to treat as the highest that one knows.
    case http11

    package var description: String {
        switch self {
        case .http10: "HTTP/1.0"
        case .http11: "HTTP/1.1"
        }
    }
}
