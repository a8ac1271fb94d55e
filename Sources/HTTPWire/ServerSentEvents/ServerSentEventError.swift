/// Why an event stream cannot be read any further.
///
/// Everything else that a stream can contain has a meaning.
package enum ServerSentEventError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One event has more octets than the parser was told to hold.
    case eventTooLarge(limit: Int)

    package var description: String {
        switch self {
        case .eventTooLarge(let limit): "an event of the stream is larger than \(limit) bytes"
        }
    }
}
