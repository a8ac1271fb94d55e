package import HTTPWire

/// The events of a response that is an event stream, one by one as they come.
package struct ServerSentEventSequence: AsyncSequence, Sendable {
    package typealias Element = ServerSentEvent
    package typealias Failure = HTTPTransportError

    let body: HTTPResponseBody

    package struct AsyncIterator: AsyncIteratorProtocol {
        let body: HTTPResponseBody
        var parser = ServerSentEventParser()

        package mutating func next() async throws(HTTPTransportError) -> ServerSentEvent? {
            try await next(isolation: nil)
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(HTTPTransportError) -> ServerSentEvent? {
            while true {
                do throws(ServerSentEventError) {
                    if let event = try parser.next() { return event }
                } catch {
                    throw HTTPTransportError(error)
                }
                guard let piece = try await body.connection.nextPiece(of: body.exchange) else { return nil }
                parser.feed(piece)
            }
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: body)
    }
}
