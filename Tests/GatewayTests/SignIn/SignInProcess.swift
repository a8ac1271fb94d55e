import FakeIdentityProvider
import HTTPTransport
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

/// A provider that real gateway processes sign in with, and a directory for them.
struct SignInWorld: Sendable {
    let loop: EventLoop
    let provider: FakeIdentityProvider
    let url: String
    let directory: TemporaryDirectory

    /// Writes a configuration into a directory of its own.
    ///
    /// - Returns: that directory.
    func configure(_ name: String) throws -> String {
        let path = directory.path(name)
        try FileSystem.createDirectory(path, mode: 0o700)
        let client =
            "{authorize-url: \"\(url)/oauth/authorize\", token-url: \"\(url)/oauth/token\", device-url: \"\(url)\"}"
        let text = """
            host: 127.0.0.1
            port: 0
            auth-dir: "\(directory.path("accounts"))"
            api-keys: [client-key-of-the-test]
            oauth-client:
              codex: \(client)
              claude: \(client)

            """
        try FileSystem.createDirectory(directory.path("accounts"), mode: 0o700)
        try FileSystem.write(text, atomicallyTo: Paths.join(path, "config.yaml"), mode: 0o600, durable: false)
        return path
    }

    /// Stores an account of the provider whose access tokens are good for nothing any more.
    func storeExpired(_ type: String, expired: String = "2020-01-01T00:00:00Z") throws -> String {
        let tokens = provider.signIn()
        provider.expireAccessTokens()
        try FileSystem.createDirectory(directory.path("accounts"), mode: 0o700)
        let path = directory.path("accounts/\(type)-a.json")
        let text =
            #"{"type":"\#(type)","base_url":"\#(url)","access_token":"\#(tokens.access)","#
            + #""refresh_token":"\#(tokens.refresh)","expired":"\#(expired)","email":"me@example.com","#
            + #""account_id":"account-1"}"#
        try FileSystem.write(text, atomicallyTo: path, mode: 0o600, durable: false)
        return path
    }

    /// Waits until a process has ended; its exit status.
    func end(_ handle: ProcessHandle) async throws -> PlatformSupport.ExitStatus? {
        try await loop.readable(handle.descriptor)
        return handle.reap()
    }
}

/// Runs a provider for as long as `body` runs, and expects that nobody has broken its rules.
func withSignInWorld(
    _ rules: FakeIdentityProvider.Rules = .codex,
    _ body: @escaping @Sendable (SignInWorld) async throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let complaints = try FakeIdentityProvider.serve(rules) { loop, provider, url in
            try await body(SignInWorld(loop: loop, provider: provider, url: url, directory: directory))
        }
        #expect(complaints.isEmpty)
    }
}
