package import HTTPWire
package import PlatformSupport

/// A request as a handler sees it: the head is there, the body is pulled.
package struct HTTPRequest: Sendable {
    package let head: HTTPRequestHead
    /// The body; receiving it begins when it is first asked for.
    package let body: HTTPRequestBody
    /// Who has made the connection, on a Unix socket; nil over TCP.
    package let peerCredentials: PeerCredentials?

    package var method: HTTPMethod { head.method }
    /// The request target without its query, still percent-encoded.
    package var path: Substring { head.path }
    /// What follows the `?`, still percent-encoded.
    package var query: Substring? { head.query }
    package var fields: HTTPFields { head.fields }

    /// The client's address; nil on a Unix socket, or when the client has gone.
    package var peerAddress: SocketAddress? { body.connection.peerAddress }

    /// Reads the whole body.
    ///
    /// - Parameter limit: how many bytes are held at most.
    /// - Returns: the bytes.
    /// - Throws: `bodyTooLarge` (answered with 413 when the handler lets it through), or what ended the connection.
    package func readBody(limit: Int) async throws(HTTPTransportError) -> [UInt8] {
        try await body.collect(limit: limit)
    }
}
