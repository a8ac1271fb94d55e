import HTTPTransport
import PlatformSupport
import TestSupport
import Testing

/// Runs the engine as a process before an upstream in this one.
func withGatewayProcess(
    standardOutput: CInt? = nil,
    upstream script: @escaping FakeUpstream.Script = FakeUpstream.json(),
    _ body: @escaping @Sendable (EventLoop, GatewayProcess, SocketAddress, TemporaryDirectory) async throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let upstream = FakeUpstream(script)
            let server = HTTPServer(listener, on: loop) { try await upstream.handle($0, $1) }
            let text = """
                port: 0
                auth-dir: \(directory.path)
                api-keys: [client-secret]
                claude-api-key: [{api-key: upstream-secret, base-url: "http://\(server.localAddress)"}]
                """
            let path = directory.path("config.yaml")
            try FileSystem.write(text, atomicallyTo: path, mode: 0o600, durable: false)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                let process = try GatewayProcess(
                    ["-config", path],
                    in: directory,
                    environment: ["MANAGEMENT_PASSWORD": "management-secret"],
                    standardOutput: standardOutput
                )
                defer { if !process.handle.hasEnded { try? process.handle.signal(.kill) } }
                let address = try await process.address(on: loop)
                try await body(loop, process, try #require(address, "\(process.errors)"), directory)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }
}
