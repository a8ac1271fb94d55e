import HTTPTransport
import HTTPWire
import PlatformSupport

/// Looks at one engine: does it own the listening socket, and does it answer.
///
/// Over a connection that is kept from probe to probe, so that looking at a hundred engines every second costs next to
/// nothing. Whose the listener is, is looked at each time: an answer over HTTP proves nothing.
///
/// Owned by its ``ProviderLane``; one probe at a time.
actor EngineProbe {
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private nonisolated let loop: EventLoop
    private let listeners: ListenerCheck
    private let table: ListenerTable
    private let timeout: Duration
    private let pid: Int32
    private let connection: HTTPConnection?
    /// Sockets that were found to be the engine's; while it lives, they still are.
    private var verified: [PortListener] = []
    /// Older versions of cli-proxy-api know no `/healthz`; their `/` answers without a key as well.
    private var target = "/healthz"
    /// What the engine had sent to everybody when it last gave us no answer.
    private var activity: StreamActivity?

    /// - Parameters:
    ///   - pid: the engine, the leader of its session.
    ///   - listeners: where it should listen.
    ///   - table: who listens at all.
    ///   - timeout: for one look.
    ///   - loop: on which everything happens.
    init(pid: Int32, listeners: ListenerCheck, table: ListenerTable, timeout: Duration, loop: EventLoop) {
        self.table = table
        self.pid = pid
        self.loop = loop
        self.timeout = timeout
        self.listeners = listeners
        // A listener on every IPv6 address need not take IPv4 connections.
        let reachable = ["": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"][listeners.host] ?? listeners.host
        connection = SocketAddress(host: reachable, port: listeners.port).map { HTTPConnection(to: $0, on: loop) }
    }

    /// One look.
    func look() async -> ProbeOutcome {
        do {
            let age = verified.isEmpty ? ListenerTable.freshForStarting : ListenerTable.freshForRunning
            let everybody = try await table.listeners(on: listeners.port, notOlderThan: age)
            switch listeners.look(for: pid, among: everybody, verified: verified) {
            case .nobody: return .notListening
            case .stranger(let holder): return .foreignListener(holder)
            case .engine(let sockets): verified = sockets
            }
        } catch {
            let reason = "cannot see who listens on port \(listeners.port): \(error)"
            return error.isOutOfResources ? .unknown(reason) : .noAnswer(reason, isStreaming: false)
        }
        return await ask()
    }

    private func ask() async -> ProbeOutcome {
        guard let connection else {
            return .noAnswer("'\(listeners.host)' is no address to ask at", isStreaming: false)
        }
        let deadline = ContinuousClock.now + timeout
        do {
            let status = try await ask(connection, until: deadline)
            guard status.isSuccess else {
                return .noAnswer("answers \(target) with status \(status.code)", isStreaming: isStreaming())
            }
            activity = nil
            return .ready
        } catch {
            switch error {
            case .cannotConnect(let reason) where reason.isConnectionRefused: return .notListening
            case .cannotConnect(let reason) where reason.isOutOfResources: return .unknown(error.description)
            case .system(let reason) where reason.isOutOfResources: return .unknown(error.description)
            case .timedOut: return .noAnswer("no answer within \(timeout.inWords)", isStreaming: isStreaming())
            default: return .noAnswer(error.description, isStreaming: isStreaming())
            }
        }
    }

    /// Whether an engine that does not answer us has sent to others since the last time it did not.
    private func isStreaming() -> Bool {
        let before = activity
        activity = StreamActivity.reading(localPort: listeners.port)
        return StreamActivity.hasSent(between: before, and: activity)
    }

    private func ask(
        _ connection: HTTPConnection,
        until deadline: ContinuousClock.Instant
    ) async throws(HTTPTransportError) -> HTTPStatus {
        let status = try await get(connection, until: deadline)
        guard status == .notFound, target == "/healthz" else { return status }
        target = "/"
        return try await ask(connection, until: deadline)
    }

    /// Asks once more on a new connection when the kept one turns out to be closed, which a server may do at any time.
    private func get(
        _ connection: HTTPConnection,
        until deadline: ContinuousClock.Instant
    ) async throws(HTTPTransportError) -> HTTPStatus {
        let request = HTTPClientRequest(.get, target)
        do {
            return try await connection.exchange(request, bodyLimit: 1 << 16, deadline: deadline).status
        } catch {
            guard error == .staleConnection else { throw error }
            return try await connection.exchange(request, bodyLimit: 1 << 16, deadline: deadline).status
        }
    }
}
