import ProxyModel
import Testing

@testable import SignIn

struct LoginTextTests {
    @Test(arguments: [
        (300_000, "5:00"), (299_001, "5:00"), (61_000, "1:01"), (9_000, "0:09"), (1, "0:01"), (0, "0:00"),
    ])
    func `the countdown shows minutes and seconds`(milliseconds: Int, text: String) {
        #expect(CountdownText.text(.milliseconds(milliseconds)) == text)
    }

    @Test func `the line for the tunnel has whatever the environment tells`() {
        let far = Surroundings(environment: ["SSH_CONNECTION": "198.51.100.2 5 203.0.113.7 22", "LOGNAME": "joe"])
        #expect(far.forwardingLine(from: 1455, to: 1455) == "ssh -N -L 1455:127.0.0.1:1455 joe@203.0.113.7")
        #expect(far.isOverSSH && !far.hasBrowser)
        let unknown = Surroundings(environment: ["SSH_TTY": "/dev/pts/1"])
        #expect(unknown.forwardingLine(from: 1, to: 2) == "ssh -N -L 1:127.0.0.1:2 user@this-machine")
        #expect(unknown.isOverSSH)
    }

    @Test func `a page shows what a provider says as text`() {
        let page = String(decoding: CallbackPage.html(title: "<b>", "\"&</p><script>"), as: UTF8.self)
        #expect(page.contains("<h1>&lt;b&gt;</h1>"))
        #expect(page.contains("&quot;&amp;&lt;/p&gt;&lt;script&gt;"))
    }

    @Test func `addresses that a secret may go to are encrypted or of this machine`() {
        for url in ["https://example.com/x", "http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]:2"] {
            #expect(OAuthSettings.isUsable(url: url), "\(url)")
        }
        for url in ["http://example.com", "ftp://127.0.0.1", "example.com", "", "https://a b/"] {
            #expect(!OAuthSettings.isUsable(url: url), "\(url)")
        }
    }

    @Test func `the environment comes before the file, and an empty variable is none`() {
        var settings = OAuthSettings()
        settings.clientID = "file"
        settings.tokenURL = "https://file"
        let environment = ["CCPROXY_OAUTH_GEMINI_CLIENT_ID": "environment", "CCPROXY_OAUTH_GEMINI_TOKEN_URL": ""]
        let merged = settings.overridden(by: environment, for: .gemini)
        #expect(merged.clientID == "environment" && merged.tokenURL == "https://file")
    }

    @Test func `google's accounts need a client of one's own, and the error says what else works`() {
        for kind in [ProviderKind.antigravity, .gemini] {
            let error = #expect(throws: SignInError.self) { try OAuthProvider(kind, settings: OAuthSettings()) }
            let text = "\(error?.description ?? "")"
            #expect(text.contains("cli-proxy-api") && text.contains("CLIENT_SECRET"))
            // There are no API keys for the other.
            #expect(text.contains("an API key") == (kind == .gemini))
        }
    }
}
