/// What a request parser has read, in order: a head, any number of pieces of the body, perhaps trailers, the end.
package enum HTTPRequestEvent: Sendable, Equatable {
    /// A request begins. The framing says whether a body follows and how long it will be.
    case head(HTTPRequestHead, HTTPBodyFraming)
    /// A non-empty piece of the body; how the pieces are cut means nothing.
    case body(ArraySlice<UInt8>)
    /// Fields behind a chunked body. They are not merged into the head: RFC 9110 §6.5.1 forbids it for most.
    case trailers(HTTPFields)
    /// The request is complete; the next one may follow at once.
    case end
}
