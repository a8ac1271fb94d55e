import ProxyModel
import SignIn
import Testing

@testable import Gateway

struct OAuthSettingsReadingTests {
    private func read(_ text: String) throws -> GatewayConfiguration {
        let common = "host: 127.0.0.1\nport: 1\nauth-dir: /a\napi-keys: [k]\n"
        return try GatewayConfiguration(Array((common + text).utf8), file: "/c", workingDirectory: "/", home: nil)
    }

    @Test func `addresses and clients are read for each kind of account`() throws {
        let configuration = try read(
            """
            oauth-client:
              codex: {token-url: "https://idp.example.com/token"}
              gemini: {client-id: id, client-secret: secret}
            """
        )
        #expect(configuration.signInSettings(of: .codex, [:]).tokenURL == "https://idp.example.com/token")
        #expect(configuration.signInSettings(of: .gemini, [:]).clientSecret == "secret")
        #expect(configuration.signInSettings(of: .claude, [:]) == OAuthSettings())
        #expect(configuration.notes.isEmpty)
        let environment = ["CCPROXY_OAUTH_GEMINI_CLIENT_ID": "other"]
        #expect(configuration.signInSettings(of: .gemini, environment).clientID == "other")
    }

    @Test func `an address that a secret would cross the network to in the clear is refused with its line`() {
        let error = #expect(throws: ConfigurationError.self) {
            try read("oauth-client:\n  codex:\n    token-url: http://idp.example.com/token\n")
        }
        let text = error?.description ?? ""
        #expect(text.contains("oauth-client.codex.token-url") && text.contains("7") && text.contains("https"))
    }

    @Test func `what is misspelt is noted`() throws {
        let notes = try read("oauth-client: {codex: {token_url: x}, codec: {}}").notes
        #expect(notes.contains { $0.contains("oauth-client.codex.token_url") && $0.contains("oauth-client.codec") })
    }
}
