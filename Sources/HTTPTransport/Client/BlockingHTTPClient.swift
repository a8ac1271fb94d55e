package import HTTPWire
package import PlatformSupport

/// A client that blocks the calling thread: for short-lived commands, which have nothing else to do meanwhile.
///
/// No event loop, no task, no thread: an exchange is a handful of system calls. The connection is kept for the next
/// exchange when the server keeps it.
package struct BlockingHTTPClient: ~Copyable {
    let address: SocketAddress
    var socket: OwnedDescriptor?
    var parser: HTTPResponseParser
    private let limits: HTTPLimits
    /// Whether a byte of the response to the current request has come.
    var hasAnswered = false

    /// Called about ten times a second while the server is waited for, with how long that has been: for somebody who
    /// sits in front of the command.
    package var whileWaiting: ((Duration) -> Void)?

    /// A client for one server; connects with the first exchange.
    package init(to address: SocketAddress, limits: HTTPLimits = HTTPLimits()) {
        self.address = address
        self.limits = limits
        parser = HTTPResponseParser(limits: limits)
    }

    /// Sends a request and reads the whole response.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - bodyLimit: how many bytes of a body are held at most.
    ///   - timeout: for everything together; nil waits for ever.
    /// - Returns: the response, whatever its status.
    /// - Throws: `cannotConnect` when nobody listens, `staleConnection` when a kept connection turned out to be closed:
    ///   the next exchange makes a new one.
    package mutating func exchange(
        _ request: HTTPClientRequest,
        bodyLimit: Int = 16 * 1024 * 1024,
        timeout: Duration? = nil
    ) throws(HTTPTransportError) -> HTTPResponse {
        var body: [UInt8] = []
        var isTooLarge = false
        let deadline = timeout.map { MonotonicTime.now.advanced(by: $0) } ?? .distantFuture
        let end = try run(request, .until(deadline)) { _, piece in
            isTooLarge = piece.count > bodyLimit - body.count
            if !isTooLarge { body += piece }
            return !isTooLarge
        }
        if isTooLarge { throw .bodyTooLarge(limit: bodyLimit) }
        return HTTPResponse(head: end.head, body: body, trailers: end.trailers)
    }

    /// Sends a request and hands on each piece of the body as it comes.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - silence: how long the server may send nothing at all; nil waits for ever.
    ///   - consume: called for each piece with the response's head; false ends the exchange and the connection.
    /// - Returns: the response's head.
    /// - Throws: like `exchange`.
    package mutating func stream(
        _ request: HTTPClientRequest,
        silence: Duration? = nil,
        _ consume: (HTTPResponseHead, ArraySlice<UInt8>) -> Bool
    ) throws(HTTPTransportError) -> HTTPResponseHead {
        let limit = silence.map { WaitLimit.stall(nanoseconds: $0.wholeNanoseconds) } ?? .never
        return try run(request, limit, consume).head
    }

    /// Sends a request and hands on each event of the event stream that answers it.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - silence: how long the server may send nothing at all, not even a comment; nil waits for ever.
    ///   - consume: called for each event; false ends the exchange and the connection.
    /// - Returns: the response; its body is empty when its status is a success, because the events were it.
    /// - Throws: like `exchange`; `bodyTooLarge` when one event is.
    package mutating func events(
        _ request: HTTPClientRequest,
        silence: Duration? = nil,
        _ consume: (ServerSentEvent) -> Bool
    ) throws(HTTPTransportError) -> HTTPResponse {
        var events = ServerSentEventParser()
        var body: [UInt8] = []
        var failure: HTTPTransportError?
        let head = try stream(request, silence: silence) { head, piece in
            guard head.status.isSuccess else {
                body += piece.prefix(64 * 1024 - body.count)
                return true
            }
            do throws(ServerSentEventError) {
                events.feed(piece)
                while let event = try events.next() {
                    guard consume(event) else { return false }
                }
                return true
            } catch {
                failure = HTTPTransportError(error)
                return false
            }
        }
        if let failure { throw failure }
        return HTTPResponse(head: head, body: body)
    }

    /// Closes the connection if there is one.
    package mutating func close() {
        socket = nil
        parser = HTTPResponseParser(limits: limits)
    }
}
