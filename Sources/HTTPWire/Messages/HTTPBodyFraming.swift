/// How a message says where its body ends, RFC 9112 §6.3.
package enum HTTPBodyFraming: Sendable, Hashable {
    /// There is no body.
    case none
    /// Exactly so many octets; more than zero when it comes from a parser.
    case length(Int)
    case chunked
    /// The body ends with the connection; responses only.
    case untilClose
}
