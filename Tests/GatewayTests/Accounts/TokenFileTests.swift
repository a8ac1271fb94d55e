import HTTPTransport
import HTTPWire
import ProxyModel
import Testing

@testable import Gateway

struct TokenFileTests {
    private func read(_ text: String, shared: SharedAccountSettings = SharedAccountSettings()) -> TokenFile.Content {
        TokenFile(name: "claude-me.json", bytes: Array(text.utf8), shared: shared).content
    }

    private func account(_ text: String) throws -> UpstreamAccount {
        guard case .account(let account) = read(text) else {
            Issue.record("no account: \(read(text))")
            throw NoAccount()
        }
        return account
    }

    private struct NoAccount: Error {}

    @Test func `a token file of cli-proxy-api is an account`() throws {
        let account = try account(
            """
            {"type":"claude","access_token":"sk-ant-oat01-x","refresh_token":"r","id_token":"","email":"me@example.com",
             "last_refresh":"2026-01-01T00:00:00Z","expired":"2026-12-01T00:00:00Z","account_uuid":"u"}
            """
        )
        #expect(account.id == "claude-me.json")
        #expect(account.source == .tokenFile("claude-me.json"))
        #expect(account.label == "me@example.com")
        #expect(account.credential == .accessToken(Secret("sk-ant-oat01-x")))
        #expect(account.address == .anthropic)
        #expect(account.expiry == Timestamp("2026-12-01T00:00:00Z"))
        #expect(!account.isDisabled)
    }

    @Test func `an engine that was started for one provider uses nobody else's accounts`() {
        let text = #"{"type":"claude","access_token":"a"}"#
        #expect(read(text, shared: SharedAccountSettings(kind: .codex)) == .foreign(type: "claude"))
        #expect(read(text, shared: SharedAccountSettings(kind: .gemini)) == .foreign(type: "claude"))
        guard case .account = read(text, shared: SharedAccountSettings(kind: .claude)) else {
            Issue.record("not its own either")
            return
        }
    }

    @Test func `everything that may stand in one`() throws {
        let account = try account(
            """
            {"type":"claude","access_token":"t","disabled":true,"prefix":"work","proxy_url":"direct","priority":"3",
             "note":"mine","headers":{"X-A":"b"},"excluded_models":["*opus*"],"base_url":"http://127.0.0.1:1/x",
             "model_aliases":[{"name":"claude-sonnet-4-6","alias":"s","fork":true}],"unknown":{"a":[1]}}
            """
        )
        #expect(account.label == "claude-me.json", "without an e-mail address it is known by its file")
        #expect(account.isDisabled)
        #expect(account.prefix == "work")
        #expect(account.proxy == .direct)
        #expect(account.priority == 3)
        #expect(account.note == "mine")
        #expect(account.headers == [try #require(HeaderRule(name: "X-A", value: "b"))])
        #expect(account.models.excluded == [ModelPattern("*opus*")])
        #expect(account.address.description == "http://127.0.0.1:1/x")
        #expect(account.models.upstreamName(of: "s") == "claude-sonnet-4-6")
    }

    @Test func `what the configuration says for all holds unless the file says otherwise`() throws {
        let shared = SharedAccountSettings(
            proxy: .direct,
            channels: [
                .claude: ModelChannel(
                    aliases: [ModelMapping(name: "n", alias: "a", keepsName: false)],
                    excluded: [ModelPattern("x")]
                )
            ]
        )
        guard case .account(let account) = read(#"{"type":"claude","access_token":"t"}"#, shared: shared) else {
            Issue.record("no account")
            return
        }
        #expect(account.proxy == .direct)
        #expect(account.models.upstreamName(of: "a") == "n")
        #expect(account.models.upstreamName(of: "x") == nil)
    }

    @Test(arguments: [
        ("", "not JSON"), ("[]", "not a JSON object"), ("{}", "no type"), (#"{"type":1}"#, "no type"),
        (#"{"type":"claude"}"#, "no access_token"), (#"{"type":"claude","access_token":""}"#, "no access_token"),
        (#"{"type":"claude","access_token":"hunter2\r\nX: y"}"#, "no header can carry"),
        (#"{"type":"claude","access_token":"t","priority":"hunter2"}"#, "priority"),
        (#"{"type":"claude","access_token":"t","base_url":"hunter2"}"#, "base_url"),
        (#"{"type":"claude","access_token":"t","proxy_url":"gopher://u:hunter2@x"}"#, "proxy_url"),
        (#"{"type":"claude","access_token":"t","headers":{"host":"hunter2"}}"#, "headers"),
        (#"{"type":"claude","access_token":"t","model_aliases":[{"name":"hunter2"}]}"#, "model_aliases"),
        (#"{"type":"claude","access_token":"hunter2""#, "not JSON"),
    ])
    func `what is wrong with a file is said without quoting it`(text: String, reason: String) {
        guard case .invalid(let found) = read(text) else {
            Issue.record("accepted: \(text)")
            return
        }
        #expect(found.contains(reason))
        #expect(!found.contains("hunter2"))
    }

    @Test func `the files of other providers are none of ours`() {
        #expect(read(#"{"type":"gemini","access_token":"t"}"#) == .foreign(type: "gemini"))
    }

    @Test func `configured keys become accounts with names that can be shown and stay apart`() {
        var configuration = GatewayConfiguration(credentialDirectory: "/x")
        let long = "sk-ant-api03-abcdefghijklmnop-wxyz"
        configuration.claudeKeys = [
            APIKeySettings(key: Secret(long)), APIKeySettings(key: Secret(long)),
            APIKeySettings(key: Secret("short")), APIKeySettings(key: Secret("sk-ant-oat01-\(long)")),
        ]
        let accounts = configuration.configuredAccounts
        #expect(accounts.map(\.label) == ["sk-ant-…wxyz", "sk-ant-…wxyz (2)", "key 3", "sk-ant-…wxyz (3)"])
        #expect(Set(accounts.map(\.id)).count == 4)
        #expect(accounts.allSatisfy { !$0.id.contains("abcdef") && !$0.id.contains("short") })
        #expect(accounts[0].credential == .apiKey(Secret(long)))
        #expect(accounts[3].credential == .accessToken(Secret("sk-ant-oat01-\(long)")))
    }
}
