package import HTTPWire
package import PlatformSupport

/// Why an exchange over HTTP did not come to its end.
package enum HTTPTransportError: Error, Sendable, Hashable {
    /// Nobody answers there; nothing has been sent.
    case cannotConnect(SystemError)
    /// The deadline has passed.
    case timedOut
    /// A kept connection was closed by the peer before it answered anything.
    ///
    /// The request may or may not have been seen. The next exchange uses a new connection.
    case staleConnection
    /// The peer closed or reset the connection in the middle.
    case disconnected
    /// The peer sent something that is not HTTP/1.1.
    case malformed(HTTPParseError)
    /// The body has more bytes than the caller wants to hold.
    case bodyTooLarge(limit: Int)
    /// The task was cancelled, or the connection was closed by our side.
    case cancelled
    /// Another exchange is under way on this connection.
    case busy
    /// The exchange is over: a response or a body was used after its end.
    case ended
    /// A response body has more or fewer bytes than its `Content-Length` says.
    case wrongBodyLength
    /// The system refused something that has nothing to do with the peer.
    case system(SystemError)
}

extension HTTPTransportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotConnect(let error): error.description
        case .timedOut: "no answer in time"
        case .staleConnection: "the kept connection was closed before an answer came"
        case .disconnected: "the connection was closed in the middle of an exchange"
        case .malformed(let error): "not a valid HTTP/1.1 message: \(error)"
        case .bodyTooLarge(let limit): "the body is larger than \(limit) bytes"
        case .cancelled: "cancelled"
        case .busy: "another exchange is under way on this connection"
        case .ended: "the exchange is over"
        case .wrongBodyLength: "the body is not as long as its Content-Length says"
        case .system(let error): error.description
        }
    }
}

extension HTTPTransportError {
    /// What an event stream's error means for the exchange that carries it.
    init(_ error: ServerSentEventError) {
        switch error {
        case .eventTooLarge(let limit): self = .bodyTooLarge(limit: limit)
        }
    }

    /// What a parser's error means for the connection that it reads.
    init(_ error: HTTPParseError) {
        self = error == .truncated ? .disconnected : .malformed(error)
    }
}
