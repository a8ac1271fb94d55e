import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct CredentialDirectoryTests {
    private static let now = Timestamp(seconds: 1_893_456_000)

    /// A provider's directory.
    private struct Setup {
        let path: String

        func put(_ text: String, _ name: String) throws {
            try put(Array(text.utf8), name)
        }

        func put(_ bytes: [UInt8], _ name: String) throws {
            try FileSystem.write(bytes, atomicallyTo: "\(path)/\(name)", mode: 0o600)
        }

        func read(
            _ kind: ProviderKind = .codex,
            now: Timestamp = CredentialDirectoryTests.now
        ) throws -> CredentialDirectory.Contents {
            try CredentialDirectory(ProviderDirectory(path: path), kind: kind).read(now: now)
        }

        /// The one account that is there.
        func account(_ kind: ProviderKind = .codex, now: Timestamp = CredentialDirectoryTests.now) throws -> Account {
            let contents = try read(kind, now: now)
            try #require(contents.accounts.count == 1 && contents.strangers.isEmpty)
            return contents.accounts[0]
        }
    }

    private func with(_ body: (Setup) throws -> Void) throws {
        try withTemporaryDirectory { try body(Setup(path: $0.path)) }
    }

    private func token(expired: Timestamp) -> String {
        #"{"type":"codex","access_token":"SECRET","expired":"\#(expired)"}"#
    }

    // MARK: Which files

    @Test func `a directory that does not exist has no accounts`() throws {
        try with { setup in
            let contents = try Setup(path: setup.path + "/none").read()
            #expect(contents == CredentialDirectory.Contents())
        }
    }

    @Test func `something else in place of the directory is an error`() throws {
        try with { setup in
            try setup.put("", "file")
            #expect(throws: SystemError.self) { try Setup(path: setup.path + "/file").read() }
        }
    }

    @Test func `files are told by their type, not by their name, and come in the order of their names`() throws {
        try with { setup in
            try setup.put(CredentialSamples.codex, "zebra.json")
            try setup.put(CredentialSamples.codex, "claude-me@example.com.json")
            try setup.put(CredentialSamples.claude, "codex-me@example.com.json")
            let contents = try setup.read()
            #expect(contents.accounts.map(\.file) == ["claude-me@example.com.json", "zebra.json"])
            #expect(contents.strangers == [.init(file: "codex-me@example.com.json", type: "claude")])
        }
    }

    @Test func `JSON files of nobody are strangers without a type`() throws {
        try with { setup in
            try setup.put("{}", "a.json")
            try setup.put(#"{"type":""}"#, "b.json")
            try setup.put(#"{"type":["codex"]}"#, "c.json")
            try setup.put(#"{"type":"kimi\u001b[0m"}"#, "d.json")
            let contents = try setup.read()
            #expect(contents.accounts.isEmpty)
            #expect(contents.strangers.map(\.type) == [nil, nil, nil, "kimi[0m"])
        }
    }

    @Test func `our own files, hidden ones and other kinds of files are not looked at`() throws {
        try with { setup in
            for name in [
                ".proxy.json", ".oauth-codex-x.oauth", ".hidden.json", "config.yaml", "codex.json.tmp", "logs",
            ] {
                try setup.put(CredentialSamples.codex, name)
            }
            let contents = try setup.read()
            #expect(contents == CredentialDirectory.Contents())
        }
    }

    @Test(arguments: [
        (ProviderKind.claude, CredentialSamples.claude), (.codex, CredentialSamples.codex),
        (.antigravity, CredentialSamples.antigravity), (.gemini, CredentialSamples.gemini),
    ])
    func `each provider's own file is an account of it and of no other`(kind: ProviderKind, text: String) throws {
        try with { setup in
            try setup.put(text, "token.json")
            let account = try setup.account(kind)
            #expect(account.kind == kind)
            #expect(account.state == .ok)
            #expect(account.label == "me@example.com")
            #expect(account.isRenewable)
            for other in ProviderKind.allCases where other != kind {
                let contents = try setup.read(other)
                #expect(contents.accounts.isEmpty)
                #expect(contents.strangers == [.init(file: "token.json", type: kind.tokenType)])
            }
        }
    }

    @Test func `an account without an email address is known by its file`() throws {
        try with { setup in
            try setup.put(#"{"type":"codex","access_token":"SECRET"}"#, "antigravity.json")
            let account = try setup.account()
            #expect(account.label == "antigravity.json")
            #expect(account.state == .ok)
        }
    }

    // MARK: States

    /// Seconds until the expiry, and the state: two hours are 7,200.
    private static let validities: [(Int64, AccountState)] = [
        (-86_400, .expired), (-1, .expired), (0, .expired), (1, .expiring), (7_140, .expiring), (7_199, .expiring),
        (7_200, .ok), (86_400, .ok),
    ]

    @Test(arguments: validities)
    func `what is left of a token's time decides`(seconds: Int64, state: AccountState) throws {
        try with { setup in
            let expiry = Self.now.advanced(bySeconds: seconds)
            try setup.put(token(expired: expiry), "codex.json")
            let account = try setup.account()
            #expect(account.state == state)
            #expect(account.expiresAt == expiry)
            #expect(account.problem == nil)
        }
    }

    @Test(arguments: [#""2020-01-01T00:00:00Z""#, #""2030-01-01T01:00:00Z""#, #""soon""#, "7", "null"])
    func `disabled beats every expiry`(expiry: String) throws {
        try with { setup in
            try setup.put(#"{"type":"codex","disabled":true,"expired":\#(expiry)}"#, "codex.json")
            let account = try setup.account()
            #expect(account.state == .disabled)
            #expect(account.problem == nil)
        }
    }

    @Test func `an expiry that nobody understands makes an account invalid, with the member's name`() throws {
        try with { setup in
            try setup.put(#"{"type":"codex","access_token":"a","expired":"SECRET"}"#, "codex.json")
            let account = try setup.account()
            #expect(account.state == .invalid)
            #expect(account.problem == .unusableMember("expired"))
            #expect(account.problem?.description.contains("\"expired\"") == true)
        }
    }

    @Test(arguments: ["", #","access_token":"""#, #","token":{}"#, #","access_token":7,"refresh_token":"r""#])
    func `a file without an access token is no account that works`(members: String) throws {
        try with { setup in
            try setup.put(#"{"type":"codex","email":"me@example.com"\#(members)}"#, "codex.json")
            let account = try setup.account()
            #expect(account.state == .invalid && account.problem == .noAccessToken)
            #expect(account.label == "me@example.com")
        }
    }

    // MARK: What else can lie there

    @Test func `what cannot be read might be an account and is invalid`() throws {
        try with { setup in
            try setup.put("", "a-empty.json")
            try setup.put(#"{"type":"codex","access_token":"SECRET"#, "b-cut.json")
            try setup.put([0xFF, 0xFE, 0x00], "c-binary.json")
            try setup.put(String(repeating: "[", count: 100_000), "d-deep.json")
            try setup.put("[]", "e-array.json")
            try FileSystem.createDirectory(setup.path + "/f-directory.json", mode: 0o700)
            try SpecialFiles.makeFIFO(at: setup.path + "/g-fifo.json")
            try SpecialFiles.makeLink(to: "nowhere", at: setup.path + "/h-link.json")
            try SpecialFiles.makeLink(to: "i-circle.json", at: setup.path + "/i-circle.json")
            let contents = try setup.read()
            #expect(contents.strangers.isEmpty)
            try #require(contents.accounts.count == 9)
            for account in contents.accounts {
                #expect(account.state == .invalid)
                #expect(account.label == account.file)
                let problem = try #require(account.problem)
                #expect(!problem.description.contains(CredentialSamples.secret))
            }
            #expect(contents.accounts[5].problem == .notAFile)
            #expect(contents.accounts[6].problem == .notAFile)
            #expect(contents.accounts[7].problem == .brokenLink)
        }
    }

    @Test func `a file of a mebibyte is read, a longer one is not`() throws {
        try with { setup in
            let start = #"{"type":"codex","access_token":"SECRET"}"#
            let padding = String(repeating: " ", count: CredentialFile.maximumSize - start.utf8.count)
            try setup.put(start + padding, "codex.json")
            #expect(try setup.account().state == .ok)
            try setup.put(start + padding + " ", "codex.json")
            #expect(try setup.account().problem == .tooLong(Int64(CredentialFile.maximumSize + 1)))
        }
    }

    @Test func `links are followed`() throws {
        try with { setup in
            try setup.put(CredentialSamples.codex, "elsewhere")
            try SpecialFiles.makeLink(to: "elsewhere", at: setup.path + "/codex.json")
            #expect(try setup.account().state == .ok)
        }
    }

    // MARK: What is shown

    @Test func `nothing that is shown of an account is a secret`() throws {
        try with { setup in
            for (name, text) in [
                ("a.json", CredentialSamples.codex), ("b.json", CredentialSamples.claude),
                ("c.json", String(CredentialSamples.codex.dropLast())),
                ("d.json", #"{"type":"codex","expired":"SECRET"}"#),
            ] {
                try setup.put(text, name)
            }
            let contents = try setup.read()
            var dumped = ""
            dump(contents, to: &dumped)
            #expect(dumped.contains("me@example.com"))
            #expect(!dumped.contains(CredentialSamples.secret))
            #expect(!"\(contents)".contains(CredentialSamples.secret))
        }
    }

    @Test func `a report says of an account what the interface promises`() throws {
        try with { setup in
            try setup.put(CredentialSamples.codex, "codex-me@example.com-plus.json")
            let account = StatusReport.Account(try setup.account())
            #expect(account.file == "codex-me@example.com-plus.json")
            #expect(account.label == "me@example.com")
            #expect(account.state == .ok)
            #expect(account.expiresAt == CredentialSamples.expiry)
        }
    }
}
