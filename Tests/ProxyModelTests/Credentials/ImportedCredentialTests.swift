import JSON
import Testing

@testable import ProxyModel

struct ImportedCredentialTests {
    private static let now = Timestamp(seconds: 1_893_456_000)

    private func jwt(_ claims: String) -> String {
        ["{}", claims, "s"].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
    }

    @Test func `Claude Code's account becomes a token file of ours`() throws {
        let file = #"""
            {"claudeAiOauth":{"accessToken":"SECRET-a","refreshToken":"SECRET-r","expiresAt":1893470400123,
            "scopes":["user:inference"],"subscriptionType":"max"},"other":{}}
            """#
        let profile = #"""
            {"oauthAccount":{"emailAddress":"Me+x@Example.com","accountUuid":"u1","organizationUuid":"o1",
            "organizationName":"Me & Co"},"projects":{}}
            """#
        let found = try ImportedCredential.claude(Array(file.utf8), profile: Array(profile.utf8), now: Self.now)
        #expect(found.fileName == "claude-me+x@example.com.json")
        #expect(found.identity == .init(email: "Me+x@Example.com", id: "u1"))
        #expect(found.expiresAt == Timestamp("2030-01-01T04:00:00Z") && found.isRenewable)
        let read = try CredentialFile(decoding: bytes(found))
        #expect(read.type == "claude" && read.email == "Me+x@Example.com" && read.plan == "max")
        #expect(read.isRenewable && !read.isDisabled && read.expiry == .at(Timestamp(seconds: 1_893_470_400)))
        #expect(found.json["access_token"]?.string == "SECRET-a" && found.json["id_token"]?.string == "")
        #expect(found.json["organization_name"]?.string == "Me & Co" && found.json["account_uuid"]?.string == "u1")
    }

    @Test(arguments: ["", "{}", "][", #"{"oauthAccount":{"emailAddress":7}}"#])
    func `whose account it is may be unknown`(profile: String) throws {
        let file = #"{"claudeAiOauth":{"accessToken":"a"}}"#
        let found = try ImportedCredential.claude(Array(file.utf8), profile: Array(profile.utf8), now: Self.now)
        #expect(found.fileName == "claude-imported.json" && found.identity == .init(email: nil, id: nil))
        #expect(!found.isRenewable && found.expiresAt == nil)
        #expect(try CredentialFile(decoding: bytes(found)).expiry == .never)
    }

    @Test func `Codex's account becomes one, too`() throws {
        let identity = jwt(
            #"{"email":"me@example.com","https://api.openai.com/auth":{"chatgpt_plan_type":"plus","#
                + #""chatgpt_account_id":"acc"}}"#
        )
        let file = #"""
            {"OPENAI_API_KEY":null,"tokens":{"id_token":"\#(identity)","access_token":"\#(jwt(#"{"exp":1893470400}"#))",
            "refresh_token":"SECRET-r"},"last_refresh":"2029-12-31T20:00:00.123456Z"}
            """#
        let found = try ImportedCredential.codex(Array(file.utf8), now: Self.now)
        #expect(found.fileName == "codex-me@example.com-plus.json" && found.isRenewable)
        #expect(found.identity == AccountIdentity(email: "me@example.com", id: "acc"))
        // The first digits of `printf acc | sha256sum`.
        #expect(found.distinctFileName == "codex-41432230-me@example.com-plus.json")
        #expect(found.expiresAt == Timestamp(seconds: 1_893_470_400))
        #expect(found.json["account_id"]?.string == "acc" && found.json["type"]?.string == "codex")
        let read = try CredentialFile(decoding: bytes(found))
        #expect(read.plan == "plus" && read.lastRefresh == Timestamp("2029-12-31T20:00:00.123Z"))
    }

    @Test func `nothing in another program's file becomes a path`() throws {
        let identity = jwt(#"{"email":"../../x\u0000/ü"}"#)
        let file = #"{"tokens":{"id_token":"\#(identity)","access_token":"a"}}"#
        let found = try ImportedCredential.codex(Array(file.utf8), now: Self.now)
        #expect(found.fileName == "codex-.._.._x__.json")
    }

    @Test(arguments: [
        ("", ImportedCredential.Problem?.none), ("[]", .noTokens), ("{}", .noTokens),
        (#"{"OPENAI_API_KEY":"SECRET"}"#, .onlyAPIKey), (#"{"OPENAI_API_KEY":"","tokens":null}"#, .noTokens),
        (#"{"tokens":{"access_token":""}}"#, .noTokens),
    ])
    func `a file without an account says why, and nothing of what is in it`(
        text: String,
        problem: ImportedCredential.Problem?
    ) {
        let error = #expect(throws: ImportedCredential.Problem.self) {
            try ImportedCredential.codex(Array(text.utf8), now: Self.now)
        }
        if let problem { #expect(error == problem) }
        #expect(error?.description.contains("SECRET") == false)
        #expect(throws: ImportedCredential.Problem.self) {
            try ImportedCredential.claude(Array(text.utf8), profile: nil, now: Self.now)
        }
    }

    private func bytes(_ credential: ImportedCredential) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(credential.json)
        return writer.bytes
    }
}
