package import HTTPTransport
internal import PlatformSupport

extension FakeIdentityProvider {
    /// Serves on a loop of its own for as long as `body` runs there.
    ///
    /// - Parameters:
    ///   - rules: the provider's.
    ///   - change: changes the rules when it is known where the provider is.
    ///   - body: gets the loop, the provider, and where that is: `http://127.0.0.1:40000`.
    /// - Returns: what was asked against the rules.
    /// - Throws: what `body` throws.
    package static func serve(
        _ rules: Rules,
        changing change: (@Sendable (inout Rules, String) -> Void)? = nil,
        _ body: @escaping @Sendable (EventLoop, FakeIdentityProvider, String) async throws -> Void
    ) throws -> [String] {
        try EventLoop.run { loop in
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            let url = "http://\(listener.localAddress)"
            var rules = rules
            change?(&rules, url)
            let provider = FakeIdentityProvider(rules)
            let server = HTTPServer(listener, on: loop) { request, writer in
                try await provider.handle(request, writer)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                try await body(loop, provider, url)
                group.cancelAll()
                try await group.waitForAll()
            }
            return provider.complaints
        }
    }
}
