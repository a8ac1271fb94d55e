import HTTPTransport
import PlatformSupport

/// Runs a server on a loop of its own for as long as `body` runs.
func withServer<R: Sendable>(
    configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
    handler: @escaping HTTPHandler,
    _ body: @escaping @Sendable (EventLoop, HTTPServer) async throws -> R
) throws -> R {
    try EventLoop.run { loop in
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let server = HTTPServer(listener, on: loop, configuration: configuration, handler: handler)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let result = try await body(loop, server)
            group.cancelAll()
            try await group.waitForAll()
            return result
        }
    }
}
