internal import HTTPTransport
internal import HTTPWire
internal import PlatformSupport

/// The port of this machine that the browser comes back to, on both loopback addresses: `localhost` may mean either.
struct CallbackListener: Sendable {
    let port: UInt16
    private let servers: [HTTPServer]

    /// Listens on the first of the ports that is free on both addresses.
    ///
    /// - Throws: `portsInUse`, naming who listens on each.
    static func open(
        _ ports: [UInt16],
        on loop: EventLoop,
        handler: @escaping HTTPHandler
    ) throws(SignInError) -> CallbackListener {
        var reasons: [String] = []
        for port in ports {
            do throws(SystemError) {
                return try CallbackListener(port, on: loop, handler: handler)
            } catch {
                reasons.append(reason(error, port))
            }
        }
        throw .portsInUse(reasons.joined(separator: "; "))
    }

    private init(_ port: UInt16, on loop: EventLoop, handler: @escaping HTTPHandler) throws(SystemError) {
        var configuration = HTTPServerConfiguration()
        configuration.maximumConnections = 64
        configuration.idleTimeout = .seconds(10)
        configuration.drainGrace = .seconds(1)
        let first = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
        var servers = [HTTPServer(first, on: loop, configuration: configuration, handler: handler)]
        do throws(SystemError) {
            let second = try ListeningSocket.listen(on: .ipv6(host: "::1", port: port))
            servers.append(HTTPServer(second, on: loop, configuration: configuration, handler: handler))
        } catch {
            // Somebody else there could get our browser. A machine without IPv6 has nobody there.
            if error.isAddressInUse { throw error }
        }
        self.port = port
        self.servers = servers
    }

    /// Answers until the task is cancelled or `close` has been called.
    func run() async {
        await withDiscardingTaskGroup { group in
            for server in servers {
                // A listener that fails leaves the other one, and pasting.
                group.addTask { try? await server.run() }
            }
        }
    }

    /// Lets open answers reach the browser, and ends `run`.
    func close() {
        for server in servers { server.drain() }
    }

    private static func reason(_ error: SystemError, _ port: UInt16) -> String {
        guard error.isAddressInUse else { return "port \(port): \(error.reason)" }
        let listeners = (try? ListeningPorts.listeners(on: [port])) ?? []
        let owner = listeners.first.map { "\(ListeningPorts.owner(of: $0))" }
        return "port \(port) is in use by \(owner ?? "another program")"
    }
}
