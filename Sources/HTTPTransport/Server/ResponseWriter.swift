package import HTTPWire

/// What a handler answers with, once.
///
/// Cannot be copied, and answering consumes it: a second head does not compile. A handler that drops it without an
/// answer is answered for with 500.
package struct ResponseWriter: ~Copyable, Sendable {
    let connection: ServerConnection
    let exchange: UInt64

    /// Sends a whole response, in one piece where the kernel has room.
    ///
    /// `Content-Length`, `Date` and `Connection` are ours to write; a body is left out where the request or the status
    /// does not allow one.
    package consuming func respond(
        _ status: HTTPStatus,
        fields: HTTPFields = [:],
        body: [UInt8] = []
    ) async throws(HTTPTransportError) {
        try await connection.respond(HTTPResponse(status, fields: fields, body: body), to: exchange)
    }

    /// Sends a whole response, in one piece where the kernel has room.
    package consuming func respond(_ response: HTTPResponse) async throws(HTTPTransportError) {
        try await connection.respond(response, to: exchange)
    }

    /// Begins a response whose body is written bit by bit.
    ///
    /// - Parameters:
    ///   - status: the status code.
    ///   - fields: header fields. `Content-Length`, if given, is what the body then must have; without it the body
    ///     is chunked, or ends with the connection for an HTTP/1.0 client.
    ///   - flush: whether the head is sent at once; otherwise together with the first of the body.
    /// - Returns: what the body is written to.
    /// - Throws: `disconnected` when the client has gone.
    package consuming func start(
        _ status: HTTPStatus,
        fields: HTTPFields = [:],
        flush: Bool = true
    ) async throws(HTTPTransportError) -> ResponseBodyWriter {
        let head = HTTPResponseHead(status: status, fields: fields)
        try await connection.start(head, for: exchange, flush: flush)
        return ResponseBodyWriter(connection: connection, exchange: exchange)
    }
}
