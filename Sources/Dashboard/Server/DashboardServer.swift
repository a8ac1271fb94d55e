import HTTPTransport
package import PlatformSupport
import ProxyModel

/// The dashboard as a server on the daemon's loop: the page, and the small interface behind it.
///
/// Nothing happens while nobody looks: no timer, no file that is read, no question to an engine.
package final class DashboardServer: Sendable {
    private let source: DashboardSource
    private let details: DetailsKeeper
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
        details = DetailsKeeper(source)
        current = Current()
    }

    /// Listens on a port of loopback from now on, and on no other any more.
    ///
    /// From here on another key is good, and nobody has been let in yet: while the port was not ours, the old link may have
    /// been opened at whoever held it. On the loop's thread.
    ///
    /// - Throws: `SystemError` when the port cannot be had, or the key not be renewed; then it listens nowhere.
    package func listen(on port: UInt16) throws(SystemError) {
        current.server?.drain()
        current.server = nil
        // Loopback whatever the settings say of the engines: who may look is decided by who can be on this machine.
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: port))
        try DashboardKey.renew(in: source.base)
        var configuration = HTTPServerConfiguration()
        configuration.maximumConnections = 200
        configuration.drainGrace = .zero
        configuration.writeTimeout = .seconds(30)
        let service = DashboardService(source, details: details, port: port)
        let server = HTTPServer(listener, on: source.loop, configuration: configuration) { request, writer in
            try await service.handle(request, writer)
        }
        current.server = server
        servers.continuation.yield(server)
    }

    /// Where it listens; nil while it does not.
    package var localAddress: SocketAddress? { current.server?.localAddress }

    /// Answers whoever comes, until the task is cancelled.
    package func serve() async {
        // One whose listener fails ends; the supervision goes on all the same.
        await serve { server in try? await server.run() }
    }

    /// The same, with what serves in between.
    func serve(_ run: @escaping @Sendable (HTTPServer) async -> Void) async {
        let (details, current) = (details, current)
        await withDiscardingTaskGroup { group in
            group.addTask { await details.run() }
            for await server in servers.stream {
                group.addTask {
                    await run(server)
                    // Nobody is behind that port any more, and whoever asks has to hear that.
                    if current.server === server { current.server = nil }
                }
            }
            group.cancelAll()
        }
    }
}
