package import HTTPWire

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
