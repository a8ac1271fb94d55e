import HTTPTransport
package import PlatformSupport

/// The dashboard as a server on the daemon's loop: the page, and the small interface behind it.
///
/// Nothing happens while nobody looks: no timer, no file that is read, no question to an engine.
package final class DashboardServer: Sendable {
    private let source: DashboardSource
    private let service: DashboardService
    private let current: Current
    private let servers = AsyncStream<HTTPServer>.makeStream()

    /// The server that accepts connections.
    // Unchecked: touched on the loop's thread only, where `listen` has to be called.
    private final class Current: @unchecked Sendable {
        var server: HTTPServer?
    }

    /// A dashboard that listens nowhere yet.
    package init(_ source: DashboardSource) {
        self.source = source
        service = DashboardService(source)
        current = Current()
    }

    /// Listens on a port of loopback from now on, and on no other any more.
    ///
    /// On the loop's thread.
    ///
    /// - Throws: `SystemError` when that cannot be had; then it listens nowhere.
    package func listen(on port: UInt16) throws(SystemError) {
        current.server?.drain()
        current.server = nil
        // Loopback whatever the settings say of the engines: who may look is decided by who can be on this machine.
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
        var configuration = HTTPServerConfiguration()
        configuration.maximumConnections = 200
        configuration.drainGrace = .zero
        configuration.writeTimeout = .seconds(30)
        let service = service
        let server = HTTPServer(listener, on: source.loop, configuration: configuration) { request, writer in
            try await service.handle(request, writer, port: port)
        }
        current.server = server
        servers.continuation.yield(server)
    }

    /// Where it listens; nil while it does not.
    package var localAddress: SocketAddress? { current.server?.localAddress }

    /// Answers whoever comes, until the task is cancelled.
    package func serve() async {
        let service = service
        await withDiscardingTaskGroup { group in
            group.addTask { await service.details.run() }
            for await server in servers.stream {
                // One whose listener fails ends; the supervision goes on all the same.
                group.addTask { try? await server.run() }
            }
            group.cancelAll()
        }
    }
}
