package import PlatformSupport

/// Answers one request.
///
/// Runs on the server's event loop, as a task that is cancelled when the client goes.
package typealias HTTPHandler = @Sendable (HTTPRequest, consuming ResponseWriter) async throws -> Void

/// An HTTP/1.1 server on an event loop: keep-alive, pipelining, streaming in both directions, real back-pressure.
///
/// A connection is a child task of `run`, its handler a child of that. Whoever cancels `run` ends everything at once;
/// `drain` ends it in order.
// Unchecked: confined to the loop's thread; `drain` is the only entrance from elsewhere and goes through `perform`.
package final class HTTPServer: @unchecked Sendable {
    /// Where the server listens, with the port that the kernel has chosen.
    package let localAddress: SocketAddress

    let loop: EventLoop
    let configuration: HTTPServerConfiguration
    let handler: HTTPHandler
    let dateField = DateField()

    /// Nil as soon as nothing more is accepted: who connects then is refused instead of left waiting.
    private var listener: ListeningSocket?
    private var acceptor: AsyncSocket?
    private var connections: [ObjectIdentifier: ServerConnection] = [:]
    private var hasRoom: UnsafeContinuation<Void, Never>?
    private var graceTimer: LoopTimer?

    /// Whether connections are closed as soon as they have nothing to do.
    private(set) var isDraining = false

    /// A server that begins to answer with `run`; until then connections wait in the kernel.
    package init(
        _ listener: consuming ListeningSocket,
        on loop: EventLoop,
        configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
        handler: @escaping HTTPHandler
    ) {
        localAddress = listener.localAddress
        self.listener = consume listener
        self.loop = loop
        self.configuration = configuration
        self.handler = handler
    }

    /// How many connections are open.
    package var connectionCount: Int { connections.count }

    /// Serves until the task is cancelled or the server has been drained, then closes every connection.
    ///
    /// - Throws: when the listener fails. Errors of connections and handlers stay theirs.
    package func run() async throws(HTTPTransportError) {
        loop.assertIsCurrent()
        guard let acceptor = try watchListener() else { return }
        let failure = await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                let failure = await accept(from: acceptor, into: &group)
                acceptor.stopWatching()
                listener = nil
                // A listener that has failed or a cancelled task ends the connections, too; `drain` lets them end.
                if !isDraining || Task.isCancelled { group.cancelAll() }
                return failure
            }
        } onCancel: {
            stopAccepting()
        }
        if let graceTimer { loop.timers.remove(graceTimer) }
        if let failure { throw failure }
    }

    /// Stops accepting, lets exchanges that are under way end within the grace, then closes what is left.
    ///
    /// `run` returns when that is done. From any thread.
    package func drain() {
        loop.perform { [self] in
            guard !isDraining else { return }
            isDraining = true
            stopAccepting()
            for connection in connections.values {
                connection.closeIfIdle()
            }
            let deadline = MonotonicTime.now.advanced(by: configuration.drainGrace)
            let timer = LoopTimer(deadline: deadline) { [weak self] _ in self?.abortConnections() }
            graceTimer = timer
            loop.timers.schedule(timer, at: timer.deadline)
        }
    }

    private func abortConnections() {
        for connection in connections.values {
            connection.abort()
        }
    }

    /// Accepts until the acceptor is aborted; nil then, else why it cannot go on.
    private func accept(
        from acceptor: AsyncSocket,
        into group: inout DiscardingTaskGroup
    ) async -> HTTPTransportError? {
        while !isDraining, !acceptor.isClosed {
            do throws(HTTPTransportError) {
                try await acceptor.waitUntilReadable(within: .never)
                await waitForRoom(acceptor)
                try acceptWaiting(from: acceptor, into: &group)
                await loop.yield()
            } catch {
                guard case .system(let reason) = error, reason.isOutOfResources else {
                    return acceptor.isClosed ? nil : error
                }
                // What waits stays in the kernel; some descriptor will be closed meanwhile.
                try? await loop.sleep(for: .milliseconds(20))
            }
        }
        return nil
    }

    /// The listener on the loop; nil when it is closed already.
    private func watchListener() throws(HTTPTransportError) -> AsyncSocket? {
        guard !isDraining else {
            listener = nil
            return nil
        }
        do throws(SystemError) {
            switch listener {
            case .some(let listener): acceptor = try AsyncSocket(watching: listener, on: loop)
            case .none: return nil
            }
        } catch {
            throw .system(error)
        }
        return acceptor
    }

    private func acceptNext() throws(SystemError) -> OwnedDescriptor? {
        switch listener {
        case .some(let listener): try listener.accept()
        case .none: nil
        }
    }

    private func acceptWaiting(
        from acceptor: AsyncSocket,
        into group: inout DiscardingTaskGroup
    ) throws(HTTPTransportError) {
        // A few at a time, so that a flood of connections does not keep those that are open from being served.
        for _ in 0..<16 where connections.count < configuration.maximumConnections && !acceptor.isClosed {
            do throws(SystemError) {
                guard let descriptor = try acceptNext() else { return acceptor.noteNothingToRead() }
                let isLocal = localAddress.port == nil
                let credentials = isLocal ? StreamSocket.peerCredentials(of: descriptor.raw) : nil
                let socket = try AsyncSocket(consume descriptor, on: loop, canRead: true, canWrite: true)
                let connection = ServerConnection(socket, of: self, peerCredentials: credentials)
                connections[ObjectIdentifier(connection)] = connection
                group.addTask { await connection.run() }
            } catch {
                throw .system(error)
            }
        }
    }

    private func waitForRoom(_ acceptor: AsyncSocket) async {
        while connections.count >= configuration.maximumConnections, !isDraining, !acceptor.isClosed {
            await withUnsafeContinuation { hasRoom = $0 }
        }
    }

    private func stopAccepting() {
        loop.perform { [self] in
            acceptor?.abort()
            resumeAcceptor()
        }
    }

    private func resumeAcceptor() {
        let waiting = hasRoom
        hasRoom = nil
        waiting?.resume()
    }

    func remove(_ connection: ServerConnection) {
        connections[ObjectIdentifier(connection)] = nil
        resumeAcceptor()
    }
}
