import HTTPWire
import ProxyModel
import Testing
import WireFormats

@testable import Gateway

struct CodexTokenFileTests {
    private func read(_ text: String, shared: SharedAccountSettings = SharedAccountSettings()) -> TokenFile.Content {
        TokenFile(name: "codex-me.json", bytes: Array(text.utf8), shared: shared).content
    }

    private func account(
        _ text: String,
        shared: SharedAccountSettings = SharedAccountSettings()
    ) throws -> UpstreamAccount {
        guard case .account(let account) = read(text, shared: shared) else {
            Issue.record("no account: \(read(text, shared: shared))")
            throw NoAccount()
        }
        return account
    }

    private struct NoAccount: Error {}

    /// A JWT for the account `acc-jwt` of `jwt@example.com`, whose plan is `plus`.
    private static let identityToken =
        "e30.eyJlbWFpbCI6Imp3dEBleGFtcGxlLmNvbSIsImh0dHBzOi8vYXBpLm9wZW5haS5jb20vYXV0aCI6eyJjaGF0Z3B0X2FjY291bnRfaWQiOiJhY2"
        + "Mtand0IiwiY2hhdGdwdF9wbGFuX3R5cGUiOiJwbHVzIn19.c2ln"

    @Test func `a codex token file of cli-proxy-api is an account at ChatGPT's backend`() throws {
        let account = try account(
            """
            {"type":"codex","access_token":"at","refresh_token":"rt","id_token":"\(Self.identityToken)",
             "account_id":"acc-1","email":"me@example.com","last_refresh":"2026-01-01T00:00:00Z",
             "expired":"2026-12-01T00:00:00Z"}
            """
        )
        #expect(account.service == .codexBackend)
        #expect(account.label == "me@example.com")
        #expect(account.credential == .accessToken(Secret("at")))
        #expect(account.address.description == "https://chatgpt.com/backend-api")
        #expect(
            account.address.url(of: account.service.responsesPath) == "https://chatgpt.com/backend-api/codex/responses"
        )
        #expect(account.chatGPTAccount == "acc-1")
        #expect(account.plan == "plus")
        #expect(account.expiry == Timestamp("2026-12-01T00:00:00Z"))
    }

    @Test func `what the file leaves out is read from its tokens`() throws {
        for member in ["id_token", "access_token"] {
            let other = member == "id_token" ? #","access_token":"at""# : ""
            let account = try account(#"{"type":"codex","\#(member)":"\#(Self.identityToken)"\#(other)}"#)
            #expect(account.chatGPTAccount == "acc-jwt")
            #expect(account.plan == "plus")
            #expect(account.label == "jwt@example.com")
        }
    }

    @Test(arguments: ["at", "a.b.c", "e30.!!!.x", "e30.e30", "e30.WzFd.x", "..", "e30.eyJlbWFpbCI6MX0.x"])
    func `a token that tells nothing is an account all the same`(token: String) throws {
        let account = try account(#"{"type":"codex","access_token":"at","id_token":"\#(token)"}"#)
        #expect(account.chatGPTAccount == nil)
        #expect(account.label == "codex-me.json")
    }

    @Test func `what no header can carry is refused without quoting it`() {
        guard case .invalid(let reason) = read(#"{"type":"codex","access_token":"t","account_id":"hunter2\r\nx: y"}"#)
        else {
            Issue.record("accepted")
            return
        }
        #expect(reason.contains("account_id"))
        #expect(!reason.contains("hunter2"))
    }

    @Test func `address, aliases and model rules come from the configuration, the file's own address first`() throws {
        var shared = SharedAccountSettings()
        shared.codex.address = try #require(UpstreamAddress("http://127.0.0.1:9/api/codex/", of: .codexBackend))
        shared.codex.rules.families = [.opus: "gpt-9"]
        shared.channels[.codex] = ModelChannel(
            aliases: [ModelMapping(name: "gpt-5.5(high)", alias: "mine", keepsName: true)],
            excluded: [ModelPattern("*spark*")]
        )
        let account = try account(#"{"type":"codex","access_token":"t"}"#, shared: shared)
        #expect(account.address.description == "http://127.0.0.1:9/api")
        #expect(account.models.upstreamModel(of: "mine") == UpstreamModel(name: "gpt-5.5", effort: .high))
        #expect(account.models.upstreamModel(of: "claude-opus-9") == UpstreamModel(name: "gpt-9"))
        #expect(account.models.upstreamModel(of: "claude-haiku-9") == nil, "its target is excluded")
        let other = try self.account(
            #"{"type":"codex","access_token":"t","base_url":"http://127.0.0.1:8"}"#,
            shared: shared
        )
        #expect(other.address.description == "http://127.0.0.1:8")
    }

    @Test func `limits of the codex backend are read with their windows and resets`() {
        let limits = RateLimit.all(
            in: [
                "x-codex-primary-used-percent": "42.5", "x-codex-primary-window-minutes": "300",
                "x-codex-primary-reset-at": "1003600", "x-codex-secondary-used-percent": "100",
                "x-codex-secondary-window-minutes": "10080", "x-codex-secondary-reset-at": "1000060",
            ],
            at: Timestamp(seconds: 1)
        )
        #expect(limits.map(\.name) == ["primary", "secondary"])
        #expect(limits.map(\.utilization) == [0.425, 1])
        #expect(limits.map(\.windowMinutes) == [300, 10_080])
        #expect(limits.map(\.reset) == [Timestamp(seconds: 1_003_600), Timestamp(seconds: 1_000_060)])
        #expect(limits.map(\.isExhausted) == [false, true])
        #expect(limits.map(\.label) == ["5 h", "7 d"])
    }

    @Test func `a reset that is told as a wait counts from when the answer came`() {
        let fields: HTTPFields = [
            "x-codex-secondary-used-percent": "100", "x-codex-secondary-reset-after-seconds": "90",
        ]
        #expect(RateLimit.areReported(in: fields))
        let limits = RateLimit.all(in: fields, at: Timestamp(seconds: 1_000))
        #expect(limits.map(\.reset) == [Timestamp(seconds: 1_090)])
        #expect(limits.map(\.label) == ["secondary"])
    }
}
