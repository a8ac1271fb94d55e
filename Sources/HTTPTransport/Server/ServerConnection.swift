import HTTPWire
import PlatformSupport

/// One connection of a server: reads requests, runs the handler for each, writes what it answers.
// Unchecked: confined to the loop's thread like the socket and the server that it belongs to.
package final class ServerConnection: @unchecked Sendable {
    /// How far the response to the current request is.
    enum ResponseState {
        case none
        /// The head is written; the body may still lack so many bytes, where its length is known.
        case open(ResponseFraming.Body, remaining: Int)
        case complete
    }

    let socket: AsyncSocket
    let server: HTTPServer
    let peerCredentials: PeerCredentials?
    var parser: HTTPRequestParser

    /// Which exchange is under way: a body or a writer that has outlived its own finds another number here.
    var exchangeNumber: UInt64 = 0
    var head: HTTPRequestHead?
    var isBodyComplete = true
    /// The client waits for `100 Continue` before it sends the body.
    var owesContinue = false
    /// What was wrong with the request that is being answered: a handler that lets it through need not answer for it.
    var requestFailure: HTTPTransportError?
    var response = ResponseState.none
    /// Whether the connection can carry another request after this response.
    var keepsAlive = true
    /// Waits for a request, with nothing of it received.
    private var isIdle = true
    /// Bytes that are to be sent with the next ones.
    var output: [UInt8] = []

    init(_ socket: AsyncSocket, of server: HTTPServer, peerCredentials: PeerCredentials?) {
        self.socket = socket
        self.server = server
        self.peerCredentials = peerCredentials
        parser = HTTPRequestParser(limits: server.configuration.limits)
    }

    var peerAddress: SocketAddress? {
        guard !socket.isClosed else { return nil }
        return try? StreamSocket.peerAddress(of: socket.descriptor)
    }

    /// Serves the connection until it ends, in a child task that is cancelled when the client goes.
    func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    await self.serve()
                    self.socket.close()
                }
                await socket.waitUntilPeerCloses()
                group.cancelAll()
            }
        } onCancel: {
            socket.abort()
        }
        server.remove(self)
    }

    /// Ends the connection at once.
    func abort() {
        socket.abort()
    }

    /// Ends the connection if no request is under way on it.
    func closeIfIdle() {
        if isIdle { socket.abort() }
    }

    private func serve() async {
        do throws(HTTPTransportError) {
            while let (head, framing) = try await nextHead() {
                isIdle = false
                guard await answer(head, framing) else { return }
                guard keepsAlive, await finishRequest() else { return await linger() }
                isIdle = true
            }
        } catch {
            await refuse(error)
        }
    }

    /// The next request's head; nil when the connection ends between two requests.
    private func nextHead() async throws(HTTPTransportError) -> (HTTPRequestHead, HTTPBodyFraming)? {
        var headDeadline: MonotonicTime?
        while true {
            if case .head(let head, let framing)? = try nextEvent() { return (head, framing) }
            if server.isDraining, parser.isIdle { return nil }
            let limit: WaitLimit
            if parser.isIdle {
                limit = .stall(nanoseconds: server.configuration.idleTimeout.wholeNanoseconds)
            } else {
                isIdle = false
                let deadline = headDeadline ?? .now.advanced(by: server.configuration.headTimeout)
                headDeadline = deadline
                limit = .until(deadline)
            }
            do throws(HTTPTransportError) {
                guard try await receive(within: limit) || !parser.isIdle else { return nil }
            } catch {
                // Silence between two requests is no error: there is nobody to tell.
                guard parser.isIdle else { throw error }
                return nil
            }
        }
    }

    /// Runs the handler for one request and sees to it that there is an answer.
    ///
    /// - Returns: false when the connection has to break off.
    private func answer(_ head: HTTPRequestHead, _ framing: HTTPBodyFraming) async -> Bool {
        exchangeNumber += 1
        self.head = head
        response = .none
        requestFailure = nil
        keepsAlive = head.wantsKeepAlive
        isBodyComplete = false
        owesContinue = framing != .none && head.expectsContinue
        let body = HTTPRequestBody(connection: self, exchange: exchangeNumber, framing: framing)
        let request = HTTPRequest(head: head, body: body, peerCredentials: peerCredentials)
        do {
            // Without a body its end is already there; a parser that has a head always knows that much.
            if framing == .none, try nextEvent() == .end { isBodyComplete = true }
            try await server.handler(request, ResponseWriter(connection: self, exchange: exchangeNumber))
            if case .none = response {
                try await respond(HTTPResponse(.internalServerError, text: "no answer\n"), to: exchangeNumber)
            }
        } catch {
            if !Task.isCancelled, !socket.isClosed { server.configuration.handlerFailed(error, head) }
            await answerFailure(error)
        }
        switch response {
        case .complete: return true
        case .open(.untilClose, _):
            // Without a length a proper end of the connection would make half of a body look whole.
            try? StreamSocket.setResetOnClose(socket.descriptor)
            return false
        case .none, .open: return false
        }
    }

    /// Answers for a handler that has thrown, as long as no answer has begun and somebody waits for it.
    private func answerFailure(_ error: any Error) async {
        guard case .none = response, !socket.isClosed, !Task.isCancelled else { return }
        let response =
            if let requestFailure, requestFailure == error as? HTTPTransportError {
                requestFailure.responseToClient
            } else if let error = error as? any HTTPResponseError {
                error.response
            } else {
                HTTPResponse(.internalServerError, text: "internal error\n")
            }
        // When even that cannot be sent, the client has gone, and nobody is left to be told.
        try? await respond(response, to: exchangeNumber)
    }

    /// Tells a client whose request is no request why it is not understood.
    private func refuse(_ error: HTTPTransportError) async {
        switch error {
        case .malformed, .timedOut: break
        default: return
        }
        keepsAlive = false
        isBodyComplete = false
        response = .none
        head = nil
        exchangeNumber += 1
        do throws(HTTPTransportError) {
            try await respond(error.responseToClient, to: exchangeNumber)
            await linger()
        } catch {
            // The client is gone, and nobody is left to be told.
        }
    }
}
