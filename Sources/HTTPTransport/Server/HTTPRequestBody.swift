package import HTTPWire

/// The body of a request while it is being received: pieces in the order in which they come.
///
/// Pull-based: a handler that reads slowly slows the client. Valid until the handler returns; afterwards it fails with
/// `ended`. A client that waits for `100 Continue` gets it with the first read.
package struct HTTPRequestBody: AsyncSequence, Sendable {
    package typealias Element = ArraySlice<UInt8>
    package typealias Failure = HTTPTransportError

    let connection: ServerConnection
    let exchange: UInt64

    /// How the client says where the body ends; `length` tells its size beforehand.
    package let framing: HTTPBodyFraming

    package struct AsyncIterator: AsyncIteratorProtocol {
        let body: HTTPRequestBody

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
    /// - Throws: `bodyTooLarge` when there are more; otherwise what ended the connection.
    package func collect(limit: Int) async throws(HTTPTransportError) -> [UInt8] {
        if case .length(let count) = framing, count > limit { throw tooLarge(limit) }
        var bytes: [UInt8] = []
        while let piece = try await connection.nextPiece(of: exchange) {
            guard piece.count <= limit - bytes.count else { throw tooLarge(limit) }
            bytes += piece
        }
        return bytes
    }

    private func tooLarge(_ limit: Int) -> HTTPTransportError {
        connection.requestFailure = .bodyTooLarge(limit: limit)
        return .bodyTooLarge(limit: limit)
    }
}
