import ProxyModel
import Testing

@testable import CCProxyCommands

struct LoginVerdictTests {
    private static let end = Timestamp(seconds: 1000)

    private func verdict(
        _ changes: [CredentialSnapshot.Change],
        _ accounts: [Account] = [.sample("a.json"), .sample("b.json")],
        isInterrupted: Bool = false
    ) -> String? {
        LoginVerdict.account(among: accounts, changes: changes, end: Self.end, isInterrupted: isInterrupted)?.file
    }

    private func change(_ file: String, isNew: Bool = false, ago: Int64 = 0) -> CredentialSnapshot.Change {
        .init(file: file, isNew: isNew, modified: Self.end.advanced(bySeconds: -ago))
    }

    @Test func `nothing written is nobody signed in`() {
        #expect(verdict([]) == nil)
    }

    @Test func `a new file is an account, also when the engine was interrupted behind it`() {
        #expect(verdict([change("a.json", isNew: true, ago: 200)]) == "a.json")
        #expect(verdict([change("a.json", isNew: true)], isInterrupted: true) == "a.json")
    }

    @Test func `a file that was there counts when it was written at the end, and not as a renewal in between`() {
        #expect(verdict([change("a.json", ago: 2)]) == "a.json")
        #expect(verdict([change("a.json", ago: 200)]) == nil)
        #expect(verdict([change("a.json", ago: 2)], isInterrupted: true) == nil)
    }

    @Test func `a new account beats an old one, and the later the earlier`() {
        #expect(verdict([change("a.json"), change("b.json", isNew: true, ago: 9)]) == "b.json")
        #expect(verdict([change("a.json", ago: 5), change("b.json", ago: 1)]) == "b.json")
    }

    @Test func `what cannot be used, or is another provider's, is no account`() {
        #expect(verdict([change("c.json", isNew: true)]) == nil)
        #expect(verdict([change("a.json", isNew: true)], [.sample("a.json", state: .invalid)]) == nil)
    }

    @Test func `which account is active, and until when, is said in a line`() {
        func line(_ account: Account) -> String { SignedInText.line(account, provider: .codex, now: Self.end) }
        #expect(
            line(.sample("a.json", label: "me@example.com", expiresIn: 7200, plan: "plus"))
                == "codex: me@example.com (plus) is signed in until 1970-01-01T02:16:40Z, for 2 h, and is renewed by itself"
        )
        #expect(line(.sample("a.json", isRenewable: false, expiresIn: 60)).hasSuffix("and cannot be renewed"))
        #expect(line(.sample("a.json", expiresIn: -60)).contains("its token has expired"))
        #expect(line(.sample("a.json")) == "codex: a.json is signed in")
        #expect(line(.sample("a.json", state: .disabled)).contains("ccproxy auth enable codex"))
        #expect(!line(.sample("a.json", label: "\u{1B}[2Jx")).contains("\u{1B}"))
    }
}
