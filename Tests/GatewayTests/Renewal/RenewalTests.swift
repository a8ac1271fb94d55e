import FakeIdentityProvider
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import SignIn
import TestSupport
import Testing

@testable import Gateway

struct RenewalTests {
    /// An upstream that accepts one access token, and gives it for one refresh token.
    private static func upstream(refusing refuses: Bool = false) -> FakeUpstream.Script {
        { received, writer in
            if received.target == "/oauth/token" {
                let answer =
                    refuses
                    ? #"{"error":"invalid_grant","error_description":"it is over"}"#
                    : #"{"access_token":"new","refresh_token":"next","expires_in":3600}"#
                try await writer.respond(refuses ? 400 : .ok, fields: [:], body: Array(answer.utf8))
            } else {
                let isGood = received.credential == "new"
                try await writer.respond(isGood ? .ok : .unauthorized, fields: [:], body: Array("{}".utf8))
            }
        }
    }

    private static let account = #""access_token":"old","refresh_token":"r""#

    /// Runs a gateway whose provider is its upstream.
    private func withRenewal(
        _ members: String,
        refusing: Bool = false,
        _ body: @escaping @Sendable (GatewayHarness) async throws -> Void
    ) throws {
        try withGateway(
            keys: [],
            tokens: ["a.json": members],
            configuration: "oauth-client: {claude: {token-url: \"http://127.0.0.1:1/\"}}",
            upstream: Self.upstream(refusing: refusing)
        ) { gateway in
            // The upstream's port is known only now.
            let path = gateway.directory.path("config.yaml")
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            let changed = text.replacing("http://127.0.0.1:1/", with: "\(gateway.upstreamURL)/oauth/token")
            try FileSystem.write(changed, atomicallyTo: path, mode: 0o600, durable: false)
            gateway.engine.follow()
            try await body(gateway)
        }
    }

    @Test func `a refused access token is renewed once, and the client sees nothing of it`() throws {
        try withRenewal(Self.account) { gateway in
            try await gateway.expectMessage(.ok)
            try await gateway.expectMessage(.ok)
            let targets = gateway.upstream.received.map(\.target)
            #expect(targets.filter { $0 == "/oauth/token" }.count == 1)
            let text = String(decoding: try FileSystem.read(gateway.directory.path("a.json")), as: UTF8.self)
            #expect(text.contains(#""refresh_token":"next""#))
        }
    }

    @Test func `a sign-in that is over is said where accounts are shown, and the provider is asked once`() throws {
        try withRenewal(Self.account, refusing: true) { gateway in
            for _ in 0..<3 { try await gateway.expectMessage(.unauthorized) }
            #expect(gateway.upstream.received.filter { $0.target == "/oauth/token" }.count == 1)
            let record = try #require(gateway.engine.accounts.records.first)
            #expect(record.state(now: .now) == .refused)
            let files = String(decoding: try await gateway.management(.get, "auth-files").body, as: UTF8.self)
            let text = String(decoding: try FileSystem.read(gateway.directory.path("a.json")), as: UTF8.self)
            #expect(
                files.contains("signing in again is needed: the provider refuses to renew (it is over (invalid_grant))")
            )
            #expect(text.contains(RefreshRefusal.member) && text.contains("it is over (invalid_grant)"))
        }
    }

    @Test func `a token whose time is over is renewed before anybody asks`() throws {
        try withRenewal(Self.account) { gateway in
            let path = gateway.directory.path("b.json")
            let text =
                #"{"type":"claude","base_url":"\#(gateway.upstreamURL)","access_token":"old","refresh_token":"r","#
                + #""expired":"2020-01-01T00:00:00Z"}"#
            try FileSystem.write(text, atomicallyTo: path, mode: 0o600, durable: false)
            gateway.engine.follow()
            try await withThrowingTaskGroup(of: Void.self) { group in
                // A look of its own, since the engine's next one may be a minute away.
                let client = UpstreamClient(on: gateway.loop, configuration: UpstreamConfiguration(environment: [:]))
                let renewer = gateway.engine.renewer(on: gateway.loop, client)
                group.addTask { await gateway.engine.renewAhead(with: renewer, on: gateway.loop) }
                try await gateway.eventually("the file has a new token") {
                    String(decoding: try FileSystem.read(path), as: UTF8.self).contains(#""access_token":"new""#)
                }
                group.cancelAll()
                try await group.waitForAll()
                client.close()
            }
            let renewals = gateway.upstream.received.filter { $0.target == "/oauth/token" }
            #expect(renewals.count == 1, "a.json has no end that is known, and is left alone")
        }
    }
}
