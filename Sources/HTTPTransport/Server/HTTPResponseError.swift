import HTTPWire

/// An error that knows how it looks on the wire: what a handler throws before it has answered.
package protocol HTTPResponseError: Error {
    /// The answer to the client.
    var response: HTTPResponse { get }
}

extension HTTPTransportError {
    /// What a client is told whose own request this happened to.
    var responseToClient: HTTPResponse {
        switch self {
        case .bodyTooLarge: HTTPResponse(.contentTooLarge, text: "\(self)\n")
        case .malformed(let error): HTTPResponse(error.status, text: "\(error)\n")
        case .timedOut: HTTPResponse(.requestTimeout, text: "the request did not come in time\n")
        default: HTTPResponse(.internalServerError, text: "internal error\n")
        }
    }
}
