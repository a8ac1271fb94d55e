import FakeIdentityProvider
import HTTPTransport
import PlatformSupport

/// The fake provider as a process of its own: `FakeIdentityProviderServer [codex|claude] [deny] [device]`.
///
/// Says where it listens, and serves until its standard input ends, so that it never outlives the test. With `device`,
/// every device code is approved when it is asked for the second time; without, codes wait for ever.
@main
enum FakeIdentityProviderServer {
    static func main() throws {
        let words = Set(CurrentProcess.arguments.dropFirst())
        var rules = words.contains("claude") ? FakeIdentityProvider.Rules.claude : .codex
        rules.consents = !words.contains("deny")
        try EventLoop.run { [rules] loop in
            try await serve(rules, approvesDevices: words.contains("device"), on: loop)
        }
    }

    private static func serve(
        _ rules: FakeIdentityProvider.Rules,
        approvesDevices: Bool,
        on loop: EventLoop
    ) async throws {
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        let url = "http://\(listener.localAddress)"
        var rules = rules
        rules.redirectURIs = [1455, 1457].map { "http://localhost:\($0)/auth/callback" }
        rules.redirectURIs += ["http://localhost:54545/callback", "\(url)/deviceauth/callback"]
        let provider = FakeIdentityProvider(rules)
        if approvesDevices {
            provider.answerDevice(.pending)
            provider.answerDevice(.approved)
        }
        let server = HTTPServer(listener, on: loop) { request, writer in try await provider.handle(request, writer) }
        try Descriptor.writeAll(1, "listening on \(url)\n")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            try await waitForEndOfInput(on: loop)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private static func waitForEndOfInput(on loop: EventLoop) async throws {
        var buffer = [UInt8](repeating: 0, count: 256)
        while true {
            try await loop.readable(0)
            let count = try buffer.withUnsafeMutableBytes { try Descriptor.read(0, into: $0) }
            if count == 0 { return }
        }
    }
}
