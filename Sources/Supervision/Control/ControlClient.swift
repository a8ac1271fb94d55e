import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
package import ProxyModel

/// The command line's way to the daemon: one request, one answer, over the control socket.
package struct ControlClient {
    private let base: BaseDirectory

    /// What is called about every 100 ms while an answer is waited for, with how long that has been.
    package typealias Waiting = (Duration) -> Void

    package init(base: BaseDirectory) { self.base = base }

    /// Whether a daemon listens on the control socket.
    package var isRunning: Bool {
        guard (try? base.verifyControlSocketDirectory()) != nil else { return false }
        return (try? StreamSocket.connect(to: .unix(path: base.controlSocket))) != nil
    }

    /// How providers stand; none named means all.
    package func status(of names: [String]) throws(ControlError) -> StatusReport {
        let body = try exchange(.get, "/v1/status\(Self.query(names))")
        do {
            return try StatusReport(decoding: body)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// Starts providers and waits until they are ready; none named means every enabled one.
    package func start(_ names: [String], whileWaiting: Waiting? = nil) throws(ControlError) -> [ControlResult] {
        try results(.post, "/v1/start\(Self.query(names))", whileWaiting)
    }

    /// Ends providers and waits until nothing of them is left; none named means every one.
    package func stop(_ names: [String], whileWaiting: Waiting? = nil) throws(ControlError) -> [ControlResult] {
        try results(.post, "/v1/stop\(Self.query(names))", whileWaiting)
    }

    /// Ends providers and starts them again; none named means every enabled one.
    package func restart(_ names: [String], whileWaiting: Waiting? = nil) throws(ControlError) -> [ControlResult] {
        try results(.post, "/v1/restart\(Self.query(names))", whileWaiting)
    }

    /// Ends the daemon and waits until its process is gone.
    ///
    /// - Parameters:
    ///   - stoppingEngines: whether every engine ends first; if one cannot be ended, the daemon stays to say so.
    ///   - whileWaiting: called again and again until the daemon has answered.
    /// - Returns: What became of the engines, where they were to end.
    /// - Throws: `ControlError`; `refused` also when the daemon has agreed and does not end.
    package func shutDown(
        stoppingEngines: Bool,
        whileWaiting: Waiting? = nil
    ) throws(ControlError) -> [ControlResult] {
        let daemon = daemonProcess()
        let target = "/v1/shutdown?engines=\(stoppingEngines ? "stop" : "keep")"
        let results = try results(.post, target, whileWaiting)
        if let daemon, results.allSatisfy(\.isDone), !daemon.waitUntilEnded(timeout: .seconds(10)) {
            throw .refused("the daemon, PID \(daemon.pid), does not end", remedy: "kill -9 \(daemon.pid)  ends it")
        }
        return results
    }

    /// Waits, for a moment, until a daemon that is shutting down is gone.
    package func waitForEnd() { daemonProcess()?.waitUntilEnded(timeout: .seconds(10)) }

    /// The process at the other end of the control socket, which the kernel vouches for.
    private func daemonProcess() -> ProcessHandle? {
        guard let socket = try? StreamSocket.connect(to: .unix(path: base.controlSocket)),
            let pid = StreamSocket.peerCredentials(of: socket.raw)?.processID
        else { return nil }
        return (try? ProcessHandle.open(pid: pid)) ?? nil
    }

    private func results(
        _ method: HTTPMethod,
        _ target: String,
        _ whileWaiting: Waiting?
    ) throws(ControlError) -> [ControlResult] {
        let body = try exchange(method, target, whileWaiting)
        do {
            return try ControlResult.decode(body)
        } catch {
            throw .unreadable("\(error)")
        }
    }

    private func exchange(
        _ method: HTTPMethod,
        _ target: String,
        _ whileWaiting: Waiting? = nil
    ) throws(ControlError) -> [UInt8] {
        do {
            try base.verifyControlSocketDirectory()
        } catch {
            throw .transport("\(error)")
        }
        var client = BlockingHTTPClient(to: .unix(path: base.controlSocket))
        let response: HTTPResponse
        do throws(HTTPTransportError) {
            if method == .get, let answer = try quickAnswer(from: &client, target) {
                response = answer
            } else {
                // A request may take as long as it takes, from a daemon that shows that it is there at all.
                _ = try client.exchange(HTTPClientRequest(.get, Self.pingTarget), timeout: Self.pingPatience)
                client.whileWaiting = whileWaiting
                response = try client.exchange(HTTPClientRequest(method, target))
            }
        } catch {
            if error == .timedOut { throw silence() }
            throw Self.error(error)
        }
        guard !response.status.isSuccess else { return response.body }
        throw Self.error(response)
    }

    /// What is asked before anything else, and answered at once.
    static let pingTarget = "/v1/ping"
    /// For how long a daemon may leave that unanswered.
    private static let pingPatience = Duration.seconds(5)

    /// The answer to what can be asked twice, if it comes at once; nil when it has to be asked with more patience.
    private func quickAnswer(
        from client: inout BlockingHTTPClient,
        _ target: String
    ) throws(HTTPTransportError) -> HTTPResponse? {
        do {
            return try client.exchange(HTTPClientRequest(.get, target), timeout: Self.pingPatience)
        } catch {
            guard error == .timedOut else { throw error }
            return nil
        }
    }

    private func silence() -> ControlError {
        let pid = daemonProcess()?.pid
        return .refused(
            "the daemon\(pid.map { ", PID \($0)," } ?? "") does not answer",
            remedy: pid.map { "kill -9 \($0)  ends it; what runs lives on, and the next command takes it over" }
        )
    }

    private static func error(_ error: HTTPTransportError) -> ControlError {
        switch error {
        // A daemon that ends has closed its socket, or is just closing it.
        case .cannotConnect(let reason) where reason.isNotFound || reason.isConnectionRefused: .notRunning
        // It has ended, or was killed, before it answered: the next one can be asked the same.
        case .disconnected, .staleConnection: .notRunning
        default: .transport("\(error)")
        }
    }

    private static func error(_ response: HTTPResponse) -> ControlError {
        if response.status == .serviceUnavailable { return .shuttingDown }
        guard let error = (try? JSONReader.read(response.body))?["error"], let message = error["message"]?.string else {
            return .unreadable("status \(response.status.code)")
        }
        return .refused(message, remedy: error["remedy"]?.string)
    }

    private static func query(_ names: [String]) -> String {
        names.isEmpty ? "" : "?providers=\(names.joined(separator: ","))"
    }
}
