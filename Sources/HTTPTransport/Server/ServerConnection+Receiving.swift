import HTTPWire
import PlatformSupport

extension ServerConnection {
    /// How much of a body that no handler wanted is read for the sake of keeping the connection.
    private static let unreadBodyLimit = 256 * 1024

    /// Reads on in the body of a request.
    ///
    /// - Parameter number: the exchange that the reader belongs to.
    /// - Returns: the next piece; nil at the end of the body.
    /// - Throws: `ended` when another exchange or none is under way; otherwise what has gone wrong with it.
    func nextPiece(of number: UInt64) async throws(HTTPTransportError) -> ArraySlice<UInt8>? {
        server.loop.assertIsCurrent()
        guard number == exchangeNumber else { throw .ended }
        do throws(HTTPTransportError) {
            return try await nextPiece()
        } catch {
            requestFailure = error
            keepsAlive = false
            throw error
        }
    }

    private func nextPiece() async throws(HTTPTransportError) -> ArraySlice<UInt8>? {
        if owesContinue { try await sendContinue() }
        let limit = WaitLimit.stall(nanoseconds: server.configuration.bodyTimeout.wholeNanoseconds)
        while !isBodyComplete {
            switch try nextEvent() {
            case .body(let piece): return piece
            case .end: isBodyComplete = true
            case .head, .trailers: continue
            case nil: _ = try await receive(within: limit)
            }
        }
        return nil
    }

    func nextEvent() throws(HTTPTransportError) -> HTTPRequestEvent? {
        do throws(HTTPParseError) {
            return try parser.next()
        } catch {
            throw HTTPTransportError(error)
        }
    }

    /// Feeds the parser; false when the client has ended its side.
    func receive(within limit: WaitLimit) async throws(HTTPTransportError) -> Bool {
        let bytes = try await socket.receive(within: limit)
        guard bytes.isEmpty else {
            parser.feed(bytes)
            return true
        }
        parser.closeInput()
        return false
    }

    /// Reads what the handler has left of the request; false when that is not worth it or not possible.
    func finishRequest() async -> Bool {
        // A client that has not been told to go on may or may not send the body: what comes next is ambiguous.
        guard !owesContinue else { return false }
        var count = 0
        do throws(HTTPTransportError) {
            while let piece = try await nextPiece() {
                count += piece.count
                guard count <= Self.unreadBodyLimit else { return false }
            }
            return true
        } catch {
            return false
        }
    }

    /// Ends our side and waits a little for the client to end its own.
    ///
    /// Closing with unread bytes resets the connection, and a reset can overtake the response (RFC 9112 §9.6).
    func linger() async {
        guard !isBodyComplete || !parser.isIdle else { return }
        let limit = WaitLimit.until(.now.advanced(by: .seconds(2)))
        do throws(SystemError) {
            try StreamSocket.shutdownSend(socket.descriptor)
        } catch {
            return
        }
        do throws(HTTPTransportError) {
            while !(try await socket.receive(within: limit).isEmpty) {}
        } catch {
            // Whatever ends the wait, the connection is closed next.
        }
    }
}
