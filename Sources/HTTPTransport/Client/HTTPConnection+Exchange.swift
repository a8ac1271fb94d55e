package import HTTPWire
import PlatformSupport

extension HTTPConnection {
    /// Sends a request and reads the whole response.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - bodyLimit: how many bytes of a body are held at most.
    ///   - deadline: for everything together, connecting included; nil waits for ever.
    /// - Returns: the response, whatever its status.
    /// - Throws: `cannotConnect` when nobody listens; `staleConnection` when a kept connection was closed before
    ///   anything came back, so that the caller can try again on the new connection that the next exchange makes;
    ///   `cancelled` when the task was.
    package func exchange(
        _ request: HTTPClientRequest,
        bodyLimit: Int = 16 * 1024 * 1024,
        deadline: ContinuousClock.Instant? = nil
    ) async throws(HTTPTransportError) -> HTTPResponse {
        let limit = WaitLimit(deadline)
        try enter()
        return try await scoped { () throws(HTTPTransportError) -> HTTPResponse in
            let head = try await begin(request, limit)
            var body: [UInt8] = []
            while let piece = try await nextPiece(of: exchangeNumber) {
                guard piece.count <= bodyLimit - body.count else { throw .bodyTooLarge(limit: bodyLimit) }
                body += piece
            }
            return HTTPResponse(head: head, body: body, trailers: state.trailers)
        }
    }

    /// Sends a request and hands the response to `body` as soon as its head has come.
    ///
    /// The response's body is pulled by whoever reads it: what is not read stays with the server. What `body` leaves
    /// unread closes the connection.
    ///
    /// - Parameters:
    ///   - request: what to send.
    ///   - deadline: for everything up to the response's head; nil waits for ever.
    ///   - silence: how long the server may send nothing at all of the body; nil waits for ever.
    ///   - body: reads the response. Its body can be used in here only.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws; else like `exchange(_:bodyLimit:deadline:)`.
    package func withResponse<R>(
        to request: HTTPClientRequest,
        deadline: ContinuousClock.Instant? = nil,
        silence: Duration? = nil,
        _ body: (HTTPResponseHead, HTTPResponseBody) async throws -> R
    ) async throws -> R {
        let limit = WaitLimit(deadline)
        try enter()
        return try await scoped { () throws(any Error) -> R in
            let head = try await begin(request, limit)
            state.waitLimit = silence.map { .stall(nanoseconds: $0.wholeNanoseconds) } ?? .never
            return try await body(head, HTTPResponseBody(connection: self, exchange: exchangeNumber))
        }
    }

    /// Reads on in the body of an exchange.
    ///
    /// - Parameter number: the exchange that the reader belongs to.
    /// - Returns: the next piece; nil at the end of the body.
    /// - Throws: `ended` when another exchange or none is under way; otherwise what has gone wrong with it.
    func nextPiece(of number: UInt64) async throws(HTTPTransportError) -> ArraySlice<UInt8>? {
        loop.assertIsCurrent()
        guard isBusy, number == exchangeNumber else { throw .ended }
        while !state.isComplete {
            switch try await nextEvent() {
            case .body(let piece): return piece
            case .trailers(let fields): state.trailers = fields
            case .end: state.isComplete = true
            case .head, .informational: continue
            }
        }
        return nil
    }
}

extension HTTPConnection {
    private func enter() throws(HTTPTransportError) {
        loop.assertIsCurrent()
        guard !isBusy else { throw .busy }
        isBusy = true
        exchangeNumber += 1
        state = ExchangeState()
    }

    /// Runs one exchange so that cancelling the task ends it at once, and tidies up behind it.
    private func scoped<R, E: Error>(_ operation: () async throws(E) -> R) async throws(E) -> R {
        let number = exchangeNumber
        let outcome = await withTaskCancellationHandler {
            do throws(E) {
                return Result<R, E>.success(try await operation())
            } catch {
                return Result<R, E>.failure(error)
            }
        } onCancel: {
            loop.perform {
                if self.isBusy, self.exchangeNumber == number { self.socket?.abort() }
            }
        }
        leave()
        return try outcome.get()
    }

    private func leave() {
        isBusy = false
        let isReusable = state.isComplete && state.keepsAlive && !parser.hasUnreadInput && isConnected
        if isReusable { socket?.forgetDeadlines() } else { disconnect() }
    }

    /// Connects if need be, sends the request and reads the response's head.
    private func begin(
        _ request: HTTPClientRequest,
        _ limit: WaitLimit
    ) async throws(HTTPTransportError) -> HTTPResponseHead {
        state.waitLimit = limit
        guard !Task.isCancelled else { throw .cancelled }
        // What the server has closed while nothing was under way has lost nothing: a new connection takes its place.
        if !isConnected || parser.hasUnreadInput { disconnect() }
        let isReused = socket != nil
        do throws(HTTPTransportError) {
            let socket = try await connectedSocket(limit)
            parser.expectResponse(to: request.method)
            let head = request.serializedHead(authority: address.authority)
            try await socket.send(head, request.body[...], within: limit)
            return try await nextHead(keepsAlive: !request.wantsClose)
        } catch {
            throw isReused && !state.hasAnswered && error == .disconnected ? .staleConnection : error
        }
    }

    private func nextHead(keepsAlive: Bool) async throws(HTTPTransportError) -> HTTPResponseHead {
        while true {
            guard case .head(let head, let framing) = try await nextEvent() else { continue }
            state.keepsAlive = keepsAlive && head.wantsKeepAlive && framing != .untilClose
            return head
        }
    }

    private func nextEvent() async throws(HTTPTransportError) -> HTTPResponseEvent {
        while true {
            do throws(HTTPParseError) {
                if let event = try parser.next() { return event }
            } catch {
                throw HTTPTransportError(error)
            }
            guard let socket else { throw .cancelled }
            let bytes = try await socket.receive(within: state.waitLimit)
            if bytes.isEmpty {
                parser.closeInput()
            } else {
                state.hasAnswered = true
                parser.feed(bytes)
            }
        }
    }

    private func connectedSocket(_ limit: WaitLimit) async throws(HTTPTransportError) -> AsyncSocket {
        if let socket { return socket }
        let descriptor = try await startConnecting(limit)
        let isTCP = address.port != nil
        do throws(SystemError) {
            socket = try AsyncSocket(consume descriptor, on: loop, canRead: false, canWrite: !isTCP)
        } catch {
            throw .system(error)
        }
        guard let socket else { throw .cancelled }
        guard isTCP else { return socket }
        try await socket.waitUntilWritable(within: limit)
        do throws(SystemError) {
            try StreamSocket.finishConnecting(socket.descriptor, to: address)
        } catch {
            throw .cannotConnect(error)
        }
        return socket
    }

    private func startConnecting(_ limit: WaitLimit) async throws(HTTPTransportError) -> OwnedDescriptor {
        let deadline = limit.deadline(from: .now)
        while true {
            do throws(SystemError) {
                return try StreamSocket.connect(to: address)
            } catch {
                // A Unix socket whose backlog is full says so at once instead of waiting, unix(7).
                guard error.wouldBlock else { throw .cannotConnect(error) }
            }
            guard MonotonicTime.now < deadline else { throw .timedOut }
            do throws(CancellationError) {
                try await loop.sleep(for: .milliseconds(1))
            } catch {
                throw .cancelled
            }
        }
    }
}
