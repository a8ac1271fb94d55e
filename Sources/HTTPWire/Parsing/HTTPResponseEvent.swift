/// What a response parser has read, in order: interim heads, the head, pieces of the body, perhaps trailers, the end.
package enum HTTPResponseEvent: Sendable, Equatable {
    /// An interim response (1xx); the response itself still comes.
    case informational(HTTPResponseHead)
    /// The response begins. The framing says whether a body follows and how long it will be.
    case head(HTTPResponseHead, HTTPBodyFraming)
    /// A non-empty piece of the body; how the pieces are cut means nothing.
    case body(ArraySlice<UInt8>)
    /// Fields behind a chunked body.
    case trailers(HTTPFields)
    /// The response is complete.
    case end
}
