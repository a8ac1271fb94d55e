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
    /// - Parameter stoppingEngines: whether every engine ends first; if one cannot be ended, the daemon stays to say so.
    /// - Returns: What became of the engines, where they were to end.
    package func shutDown(
        stoppingEngines: Bool,
        whileWaiting: Waiting? = nil
    ) throws(ControlError) -> [ControlResult] {
        let daemon = daemonProcess()
        let target = "/v1/shutdown?engines=\(stoppingEngines ? "stop" : "keep")"
        let results = try results(.post, target, whileWaiting)
        if results.allSatisfy(\.isDone) { daemon?.waitUntilEnded(timeout: .seconds(10)) }
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
        client.whileWaiting = whileWaiting
        let response: HTTPResponse
        do throws(HTTPTransportError) {
            response = try client.exchange(HTTPClientRequest(method, target))
        } catch {
            // A daemon that ends has closed its socket, or is just closing it.
            if case .cannotConnect(let reason) = error, reason.isNotFound || reason.isConnectionRefused {
                throw .notRunning
            }
            throw .transport("\(error)")
        }
        guard !response.status.isSuccess else { return response.body }
        throw Self.error(response)
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
