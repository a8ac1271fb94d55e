import HTTPTransport
import PlatformSupport

/// Runs a server on a loop of its own for as long as `body` runs.
func withServer<R: Sendable>(
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    handler: @escaping HTTPHandler,
    _ body: @escaping @Sendable (EventLoop, HTTPServer) async throws -> R
) throws -> R {
    try withServer(configuration: configuration, makeHandler: { _ in handler }, body)
}

/// The same for a handler that waits for things on the loop.
func withServer<R: Sendable>(
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    makeHandler: @escaping @Sendable (EventLoop) -> HTTPHandler,
    _ body: @escaping @Sendable (EventLoop, HTTPServer) async throws -> R
) throws -> R {
    try EventLoop.run { loop in
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let server = HTTPServer(listener, on: loop, configuration: configuration, handler: makeHandler(loop))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let result = try await body(loop, server)
            group.cancelAll()
            try await group.waitForAll()
            return result
        }
    }
}
