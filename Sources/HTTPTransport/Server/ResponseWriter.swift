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

/// Writes the body of a response bit by bit.
///
/// Each write waits until the kernel has taken everything: a client that reads slowly slows the handler, and no more
/// than one write is ever held in memory. A handler that returns without `finish` breaks the connection off, so that
/// the client does not take half of a body for the whole.
package struct ResponseBodyWriter: ~Copyable, Sendable {
    let connection: ServerConnection
    let exchange: UInt64

    /// Sends bytes, and everything that was buffered before them.
    package func write(_ bytes: ArraySlice<UInt8>) async throws(HTTPTransportError) {
        try await connection.write(bytes, for: exchange)
    }

    /// Sends bytes, and everything that was buffered before them.
    package func write(_ bytes: [UInt8]) async throws(HTTPTransportError) {
        try await connection.write(bytes[...], for: exchange)
    }

    /// Sends text, and everything that was buffered before it.
    package func write(_ text: String) async throws(HTTPTransportError) {
        try await connection.write(Array(text.utf8)[...], for: exchange)
    }

    /// Keeps bytes until the next `write`, `flush` or `finish`, so that many small ones are sent as one.
    package func buffer(_ bytes: ArraySlice<UInt8>) throws(HTTPTransportError) {
        try connection.buffer(bytes, for: exchange)
    }

    /// How many bytes are buffered: a handler flushes when they become many.
    package var bufferedCount: Int { connection.bufferedCount }

    /// Sends what is buffered.
    package func flush() async throws(HTTPTransportError) {
        try await connection.write([], for: exchange)
    }

    /// Ends the body.
    ///
    /// - Parameter trailers: fields behind a chunked body; left out where the body is not chunked.
    /// - Throws: `wrongBodyLength` when the body is shorter than its `Content-Length`.
    package consuming func finish(trailers: HTTPFields = [:]) async throws(HTTPTransportError) {
        try await connection.finish(trailers: trailers, for: exchange)
    }
}
