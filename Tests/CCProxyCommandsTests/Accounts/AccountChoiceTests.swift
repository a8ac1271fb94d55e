import ProxyModel
import Testing

@testable import CCProxyCommands

struct AccountChoiceTests {
    private let choice = AccountChoice(
        provider: .codex,
        accounts: [
            .sample("codex-anna-plus.json", label: "anna@example.com"),
            .sample("codex-anna-team.json", label: "anna@example.com"),
            .sample("codex-bert.json", label: "Bert@example.com"),
            .sample("nameless.json"),
        ]
    )

    @Test(arguments: [
        ("Bert@example.com", "codex-bert.json"), ("bert@EXAMPLE.com", "codex-bert.json"), ("be", "codex-bert.json"),
        ("codex-anna-team.json", "codex-anna-team.json"), ("codex-anna-team", "codex-anna-team.json"),
        ("codex-b", "codex-bert.json"), ("nameless", "nameless.json"), ("n", "nameless.json"),
    ])
    func `an account is named by file, address, or how one of these begins`(word: String, file: String) throws {
        #expect(try choice.account(typed: word).file == file)
    }

    @Test(arguments: ["anna@example.com", "anna", "codex-"])
    func `a word that means several is refused, with their files`(word: String) {
        let error = #expect(throws: CommandFailure.self) { try choice.account(typed: word) }
        #expect(error?.exitCode == .wrongUsage)
        #expect(error?.remedy?.contains("anna@example.com (codex-anna-team.json)") == true)
    }

    @Test(arguments: ["zoe", "", "@example.com"])
    func `a word that means none is refused, with what there is`(word: String) {
        let error = #expect(throws: CommandFailure.self) { try choice.account(typed: word) }
        #expect(error?.message == "codex has no account '\(word)'")
        #expect(error?.remedy?.contains("nameless.json") == true)
    }

    @Test func `where there is none, how to get one is said`() {
        let empty = AccountChoice(provider: .codex, accounts: [])
        let error = #expect(throws: CommandFailure.self) { try empty.account(typed: "x") }
        #expect(error?.remedy == "ccproxy auth codex  signs one in")
    }

    @Test func `every account can be named by the word that completion offers`() throws {
        #expect(choice.words == ["codex-anna-plus.json", "codex-anna-team.json", "Bert@example.com", "nameless.json"])
        #expect(try choice.words.map { try choice.account(typed: $0).file } == choice.accounts.map(\.file))
    }
}
