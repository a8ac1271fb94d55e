import JSON
import ProxyModel
import Testing

@testable import CCProxyCommands

struct AccountsViewTests {
    private let report = AccountsReport(
        providers: [
            .init(
                provider: .codex,
                accounts: [
                    .init(
                        account: .sample(
                            "a.json",
                            label: "anna@example.com",
                            expiresIn: 864_000,
                            plan: "plus",
                            lastRefresh: Timestamp(seconds: 400)
                        ),
                        fact: .init(cooldownUntil: Timestamp(seconds: 1090))
                    ),
                    .init(account: .sample("b.json", state: .expired, expiresIn: -60)),
                    .init(account: .sample("c.json", state: .expired, isRenewable: false, expiresIn: -60)),
                    .init(
                        account: .sample("d.json", state: .invalid, problem: .notAnObject),
                        fact: .init(message: "\u{1B}[2Jnever shown")
                    ),
                    .init(account: .sample("e.json"), fact: .init(message: "401: token revoked\u{1B}[2J")),
                ],
                apiKeyCount: 2
            ),
            .init(provider: .claude, apiKeyCount: 1),
            .init(provider: .gemini),
        ],
        now: Timestamp(seconds: 1000)
    )

    @Test func `the accounts are a table, with what needs saying under a row`() {
        #expect(
            AccountsView(report: report, style: TextStyle(isOn: false)).lines() == [
                "PROVIDER  ACCOUNT           PLAN  STATE    EXPIRES IN  LAST REFRESH  COOLDOWN",
                "codex     anna@example.com  plus  ok       10 d        10 min ago    1 min 30 s",
                "codex     b.json            -     expired  1 min ago   -             -",
                "    it is renewed when it is used, or now:  ccproxy auth refresh codex",
                "codex     c.json            -     expired  1 min ago   -             -",
                "    it cannot be renewed:  ccproxy auth codex  signs in again",
                "codex     d.json            -     invalid  -           -             -",
                "    it is JSON, but not an object",
                "codex     e.json            -     ok       -           -             -",
                "    401: token revoked^[[2J",
                "    ccproxy auth codex  signs in again",
                "    and 2 API keys in its config.yaml",
                "claude    1 API key",
                "gemini    none",
            ]
        )
    }

    @Test func `a script gets the same, with times and without words for them`() throws {
        let providers = try #require(try JSONReader.read(report.encoded())["providers"]?.elements)
        #expect(providers.map { $0["provider"]?.string } == ["codex", "claude", "gemini"])
        #expect(providers.map { $0["api_keys"]?.integer(as: Int.self) } == [2, 1, 0])
        let account = try #require(providers[0]["accounts"]?.elements?.first)
        #expect(account["account"]?.string == "anna@example.com" && account["file"]?.string == "a.json")
        #expect(account["plan"]?.string == "plus" && account["state"]?.string == "ok")
        #expect(account["expires_in_seconds"]?.integer(as: Int.self) == 864_000)
        #expect(account["last_refresh"]?.string == "1970-01-01T00:06:40Z")
        #expect(account["cooldown_until"]?.string == "1970-01-01T00:18:10Z")
        #expect(account["message"]?.isNull == true)
    }

    @Test func `a cooldown that is over is none`() throws {
        var report = report
        report.providers[0].accounts[0].fact?.cooldownUntil = Timestamp(seconds: 1000)
        let account = try JSONReader.read(report.encoded())["providers"]?.elements?[0]["accounts"]?.elements?[0]
        #expect(account?["cooldown_until"]?.isNull == true)
        let lines = AccountsView(report: report, style: TextStyle(isOn: false)).lines()
        #expect(lines[1].hasSuffix("10 min ago    -"))
    }

    @Test func `a refused renewal is an expired account, with the provider's word and the way out`() {
        let refusal = RefreshRefusal(reason: "token revoked", at: Timestamp(seconds: 900), of: .object([]))
        let account = Account.sample("a.json", state: .expired, isRenewable: false, expiresIn: 60, refusal: refusal)
        let report = AccountsReport(
            providers: [.init(provider: .codex, accounts: [.init(account: account)])],
            now: Timestamp(seconds: 1000)
        )
        let lines = AccountsView(report: report, style: TextStyle(isOn: false)).lines()
        #expect(lines.contains("    renewing it was refused: token revoked"))
        #expect(lines.last == "    ccproxy auth codex  signs in again")
    }

    @Test func `an engine with the old tokens does not pass for one that has noticed the new ones`() throws {
        let account = Account.sample("a.json", expiresIn: 600)
        let newest = try #require(account.expiresAt)
        #expect(!EngineAccounts.Fact(expiresAt: newest.advanced(bySeconds: -1)).isUp(to: account))
        for time in [newest, newest.advanced(bySeconds: 60), nil] {
            #expect(EngineAccounts.Fact(expiresAt: time).isUp(to: account))
        }
        let answer = #"{"files":[{"name":"a.json","expires_at":"2030-01-01T00:00:00Z"}]}"#
        let fact = EngineAccounts(decoding: Array(answer.utf8))?.facts["a.json"]
        #expect(fact?.expiresAt == Timestamp("2030-01-01T00:00:00Z"))
    }

    @Test func `what an engine says of its accounts is read, and nothing that it does not say`() throws {
        let answer = #"""
            {"files":[{"name":"a.json","status":"active","unavailable":false,"next_retry_after":"2030-01-01T00:00:00Z"},
            {"name":"b.json","status":"error","status_message":"revoked","unavailable":true},
            {"name":"c.json","status":"active","unavailable":true,"next_retry_after":"2030-01-01T00:00:00Z"},{}]}
            """#
        let facts = try #require(EngineAccounts(decoding: Array(answer.utf8))).facts
        #expect(facts["a.json"] == .init())
        #expect(facts["b.json"] == .init(message: "revoked"))
        #expect(facts["c.json"] == .init(cooldownUntil: Timestamp("2030-01-01T00:00:00Z")))
        #expect(facts.count == 3)
        for text in ["", "[]", "{}", #"{"files":{}}"#, "<html>"] {
            #expect(EngineAccounts(decoding: Array(text.utf8)) == nil)
        }
    }

    @Test(arguments: [
        ("sk-ant-api03-abcdefgh", "sk-ant-api03-abcdefgh"), ("  sk-1234\r\n", "sk-1234"), ("\tsk-1\n\n", "sk-1"),
    ])
    func `a key is taken without the white space around it`(text: String, key: String) throws {
        #expect(try APIKeyInput(kind: .claude).check(text) == key)
    }

    @Test(arguments: ["", " \n", "two words", "a\nb", "ключ", "sk-\u{1B}[2J", "sk-ant-oat01-abc"])
    func `what cannot be a key is refused, and not shown`(text: String) {
        let error = #expect(throws: CommandFailure.self) { try APIKeyInput(kind: .claude).check(text) }
        #expect(error.map { !"\($0.message)\($0.remedy ?? "")".contains("sk-ant-oat01") } == true)
    }

    @Test func `of a key its end is shown, and nothing of a short one`() {
        #expect(APIKeyInput.masked("sk-ant-api03-abcdefgh") == "…efgh")
        #expect(APIKeyInput.masked("sk-1234") == "****")
    }
}
