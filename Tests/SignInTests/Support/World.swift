import FakeIdentityProvider
import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import SignIn

/// A provider, a person's browser, a directory for accounts, and a way to get there.
struct World: Sendable {
    let loop: EventLoop
    let provider: FakeIdentityProvider
    let url: String
    let browser: FakeBrowser
    let directory: TemporaryDirectory
    let client: UpstreamClient
    let settings: OAuthSettings

    /// The way to sign in to this world's provider, coming back to those ports.
    func oauth(_ kind: ProviderKind, ports: [UInt16]) throws -> OAuthProvider {
        var provider = try OAuthProvider(kind, settings: settings)
        provider.callbackPorts = ports
        return provider
    }

    /// A renewer as another process would have it.
    func renewer(faultPoint: @escaping RenewalFaultPoint = { _ in }) -> TokenRenewer {
        TokenRenewer(
            on: loop,
            client: client,
            settings: { _ in settings },
            proxy: { .direct },
            faultPoint: faultPoint
        )
    }

    /// Stores a token file.
    func store(_ members: String, as name: String = "codex-a.json") throws -> String {
        let path = directory.path(name)
        try FileSystem.write(#"{"type":"codex",\#(members)}"#, atomicallyTo: path, mode: 0o600, durable: false)
        return path
    }

    /// Stores the file of an account whose access token's time is over.
    func storeExpired(as name: String = "codex-a.json") throws -> (path: String, access: String) {
        let tokens = provider.signIn()
        let members =
            #""access_token":"\#(tokens.access)","refresh_token":"\#(tokens.refresh)","expired":"2020-01-01T00:00:00Z","#
            + #""last_refresh":"2020-01-01T00:00:00Z","unknown":{"a":[1]}"#
        return (try store(members, as: name), tokens.access)
    }

    func record(_ path: String) throws -> TokenRecord { try TokenStore.read(path) }
}

/// Runs a provider for as long as `body` runs, and expects that nobody has broken its rules.
func withWorld(
    _ rules: FakeIdentityProvider.Rules = .codex,
    changing change: (@Sendable (inout FakeIdentityProvider.Rules, String) -> Void)? = nil,
    _ body: @escaping @Sendable (World) async throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let complaints = try FakeIdentityProvider.serve(rules, changing: change) { loop, provider, url in
            var settings = OAuthSettings()
            settings.authorizeURL = "\(url)/oauth/authorize"
            settings.tokenURL = "\(url)/oauth/token"
            settings.deviceURL = url
            let client = UpstreamClient(on: loop, configuration: UpstreamConfiguration(environment: [:]))
            try await body(
                World(
                    loop: loop,
                    provider: provider,
                    url: url,
                    browser: FakeBrowser(on: loop),
                    directory: directory,
                    client: client,
                    settings: settings
                )
            )
            client.close()
        }
        #expect(complaints.isEmpty)
    }
}
