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
}
