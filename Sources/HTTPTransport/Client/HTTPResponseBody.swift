/// The body of a response while it is being received: pieces in the order in which they come.
///
/// Pull-based: nothing is received before it is asked for. Valid inside the exchange only; afterwards it fails with
/// `ended`.
package struct HTTPResponseBody: AsyncSequence, Sendable {
    package typealias Element = ArraySlice<UInt8>
    package typealias Failure = HTTPTransportError

    let connection: HTTPConnection
    let exchange: UInt64

    package struct AsyncIterator: AsyncIteratorProtocol {
        let body: HTTPResponseBody

        package mutating func next() async throws(HTTPTransportError) -> ArraySlice<UInt8>? {
            try await body.connection.nextPiece(of: body.exchange)
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(HTTPTransportError) -> ArraySlice<UInt8>? {
            try await body.connection.nextPiece(of: body.exchange)
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: self)
    }

    /// Reads what is left of the body.
    ///
    /// - Parameter limit: how many bytes are held at most.
    /// - Returns: the bytes.
    /// - Throws: `bodyTooLarge` when there are more; otherwise what ended the exchange.
    package func collect(limit: Int) async throws(HTTPTransportError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await connection.nextPiece(of: exchange) {
            guard piece.count <= limit - bytes.count else { throw .bodyTooLarge(limit: limit) }
            bytes += piece
        }
        return bytes
    }

    /// The body read as an event stream.
    package var events: ServerSentEventSequence {
        ServerSentEventSequence(body: self)
    }
}
