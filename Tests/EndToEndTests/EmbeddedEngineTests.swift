import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Testing

@Suite("With nothing installed")
struct EmbeddedEngineTests {
    @Test func `the four proxies are up with the engine that was built beside`() async throws {
        let names = ["antigravity", "claude", "codex", "gemini"]
        try await Installation.with(names, engine: "auto") { installation in
            try installation.succeed("start", "all")
            let report = try installation.status()
            #expect(report.providers.map(\.engine) == Array(repeating: "ccproxy-gateway", count: 4))
            #expect(report.providers.filter(\.isHealthy).count == 4)
            try installation.succeed("stop")
            #expect(try installation.processes() == [])
        }
    }

    @Test func `it opens to nobody without the provider's key`() async throws {
        try await Installation.with(["claude"], engine: "auto") { installation in
            try installation.succeed("start", "claude")
            let keys = try #require(try ProviderKeys.load(base: installation.base, provider: .claude))
            let address = SocketAddress.ipv4(host: "127.0.0.1", port: try installation.port("claude"))
            var client = BlockingHTTPClient(to: address)
            let closed = try client.exchange(HTTPClientRequest(.get, "/v1/models"), timeout: .seconds(10))
            #expect(closed.status == .unauthorized)
            let fields: HTTPFields = [.authorization: "Bearer \(keys.apiKey)"]
            let open = try client.exchange(HTTPClientRequest(.get, "/v1/models", fields: fields), timeout: .seconds(10))
            #expect(open.status == .ok)
        }
    }

    @Test(.enabled(if: OtherUser.nobody != nil, "only root can be somebody else"))
    func `it opens to no other user of the machine`() async throws {
        try await Installation.with(["claude"], engine: "auto") { installation in
            try installation.succeed("start", "claude")
            let user = try #require(OtherUser.nobody)
            let port = try installation.port("claude")
            // bash is a client that every machine has, and its user is asked by nobody but the kernel.
            for path in ["/v1/models", "/v1/messages", "/v0/management/accounts"] {
                let script = """
                    exec 3<>/dev/tcp/127.0.0.1/\(port)
                    printf 'GET \(path) HTTP/1.1\\r\\nhost: 127.0.0.1\\r\\nconnection: close\\r\\n\\r\\n' >&3
                    id -u; cat <&3
                    """
                let command = try RunningCommand(
                    executable: user.prefix[0],
                    arguments: user.prefix.dropFirst() + ["/bin/bash", "-c", script],
                    environment: ["PATH": "/usr/bin:/bin"],
                    directory: "/"
                )
                let end = try command.wait()
                #expect(end.output.hasPrefix("65534\nHTTP/1.1 401 Unauthorized\r\n"), "\(path): \(end)")
            }
            // Nor do the files with the keys.
            let keys = installation.base.provider(.claude).path
            let reader = try RunningCommand(
                executable: user.prefix[0],
                arguments: user.prefix.dropFirst() + ["/bin/bash", "-c", "cat '\(keys)/config.yaml'"],
                environment: ["PATH": "/usr/bin:/bin"],
                directory: "/"
            )
            let end = try reader.wait()
            #expect(end.code != 0 && end.output.isEmpty, "\(end)")
        }
    }
}
