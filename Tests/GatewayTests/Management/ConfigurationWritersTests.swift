import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

/// The engine is not the only one that writes its configuration.
struct ConfigurationWritersTests {
    @Test func `an API key that was added a moment ago is still there after a value was set`() throws {
        try withGateway { gateway in
            let path = gateway.engine.configuration.path
            let directory = ProviderDirectory(path: Paths.parent(of: path))
            // In one breath: nobody has looked at the file in between.
            let change = { (path: String, body: String) in
                _ = try EngineAPIKeys.add("sk-\(path)", address: nil, kind: .codex, in: directory)
                return try await gateway.management(.put, path, body)
            }
            #expect(try await change("debug", #"{"value":true}"#).status == .ok)
            let keys = #"["one","\#(GatewayHarness.clientKey)"]"#
            #expect(try await change("api-keys", keys).status == .ok)
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            #expect(text.contains("sk-debug") && text.contains("sk-api-keys") && text.contains("debug: true"))
            try await whileLocked(path) { () async throws -> Void in
                #expect(try await gateway.management(.put, "debug", #"{"value":false}"#).status == .conflict)
                #expect(try await gateway.management(.put, "config.yaml", text).status == .conflict)
            }
        }
    }

    private func whileLocked(_ file: String, _ body: () async throws -> Void) async throws {
        let lock = try FileLock.acquire(ConfigurationLock.path(for: file))
        defer { _ = lock.descriptor }
        try await body()
    }
}
