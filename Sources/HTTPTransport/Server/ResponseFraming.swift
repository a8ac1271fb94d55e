package import HTTPWire

/// How a response's body goes over the wire, RFC 9112 §6: decided once, from the request and the response's head.
package struct ResponseFraming: Equatable {
    package enum Body: Equatable {
        /// The request or the status allows no body: what the handler writes is dropped.
        case dropped
        case length(Int)
        case chunked
        case untilClose
    }

    package var body: Body
    /// What stands in `Content-Length`; nil when that field is left out.
    package var contentLength: Int?

    /// Decides.
    ///
    /// - Parameters:
    ///   - method: of the request.
    ///   - version: of the request; HTTP/1.0 has no chunks.
    ///   - status: of the response.
    ///   - length: the length of the body where it is known.
    package init(method: HTTPMethod, version: HTTPVersion, status: HTTPStatus, length: Int?) {
        if status.forbidsBody {
            body = .dropped
            // RFC 9110 §8.6: never with 1xx and 204; with 304 it would be that of the 200 it stands for.
            contentLength = status == .notModified ? length : nil
        } else if method == .head {
            body = .dropped
            contentLength = length
        } else if let length {
            body = .length(length)
            contentLength = length
        } else {
            body = version == .http11 ? .chunked : .untilClose
            contentLength = nil
        }
    }
}
