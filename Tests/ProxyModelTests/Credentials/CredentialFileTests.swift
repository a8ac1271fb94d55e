import TestSupport
import Testing

@testable import ProxyModel

struct CredentialFileTests {
    private func file(_ text: String) throws -> CredentialFile { try CredentialFile(decoding: Array(text.utf8)) }

    private func expiry(_ text: String) throws -> CredentialFile.Expiry { try file(text).expiry }

    // MARK: Shapes

    @Test func `a token file of claude is understood`() throws {
        let file = try file(CredentialSamples.claude)
        #expect(file.type == "claude")
        #expect(file.email == "me@example.com")
        #expect(file.expiry == .at(CredentialSamples.expiry))
        #expect(file.isRenewable && !file.isDisabled)
        #expect(file.plan == nil && file.project == nil)
    }

    @Test func `a token file of codex is understood, with the plan from its identity token`() throws {
        let file = try file(CredentialSamples.codex)
        #expect(file.type == "codex")
        #expect(file.expiry == .at(CredentialSamples.expiry))
        #expect(file.plan == "plus")
    }

    @Test func `a token file of antigravity is understood, with its project`() throws {
        let file = try file(CredentialSamples.antigravity)
        #expect(file.type == "antigravity")
        #expect(file.expiry == .at(CredentialSamples.expiry))
        #expect(file.isRenewable)
        #expect(file.project == "bright-lamp-1")
    }

    @Test func `a token file of gemini is understood, whose token is an object of its own`() throws {
        let file = try file(CredentialSamples.gemini)
        #expect(file.type == "gemini")
        #expect(file.expiry == .at(Timestamp(seconds: 1_893_470_400, nanoseconds: 123_456_789)))
        #expect(file.isRenewable)
        #expect(file.project == "bright-lamp-1")
    }

    // MARK: Expiry

    @Test(arguments: [
        #"{}"#, #"{"expired":null}"#, #"{"expired":""}"#, #"{"expired":"  "}"#, #"{"expired":"","token":null}"#,
        #"{"token":{}}"#, #"{"token":{"expiry":""}}"#, #"{"expired":"0001-01-01T00:00:00Z"}"#,
        #"{"token":{"expiry":"0001-01-01T00:00:00Z"}}"#,
    ])
    func `without an expiry a token does not expire`(text: String) throws {
        #expect(try expiry(text) == .never)
    }

    @Test(arguments: [
        #"{"expired":"2030-01-01T04:00:00Z"}"#, #"{"expired":" 2030-01-01T04:00:00Z\n"}"#,
        #"{"expired":"2030-01-01T04:00:00"}"#, #"{"expired":"2030-01-01T13:00:00+09:00"}"#,
        #"{"expired":"2029-12-31T20:30:00.000-07:30"}"#, #"{"expired":"2030-01-01T04:00:00.000000000000000Z"}"#,
        #"{"expired":"","token":{"expiry":"2030-01-01T04:00:00Z"}}"#,
        #"{"expired":"2030-01-01T04:00:00Z","token":{"expiry":"2020-01-01T00:00:00Z"}}"#,
        #"{"expired":"2030-01-01T04:00:00Z","token":"not looked at"}"#,
    ])
    func `the expiry at the top counts, then the token's, in every spelling of RFC 3339`(text: String) throws {
        #expect(try expiry(text) == .at(CredentialSamples.expiry))
    }

    @Test(arguments: [
        (#"{"expired":"soon"}"#, "expired"), (#"{"expired":1893470400}"#, "expired"),
        (#"{"expired":false}"#, "expired"), (#"{"expired":{}}"#, "expired"),
        (#"{"expired":"2030-02-30T04:00:00Z"}"#, "expired"), (#"{"expired":"2030-01-01"}"#, "expired"),
        (#"{"token":"text"}"#, "token"), (#"{"token":[]}"#, "token"), (#"{"token":{"expiry":7}}"#, "token.expiry"),
        (#"{"token":{"expiry":"later"}}"#, "token.expiry"),
    ])
    func `an expiry that nobody understands is told by its name`(text: String, member: String) throws {
        #expect(try expiry(text) == .unusable(member: member))
    }

    // MARK: The rest

    @Test(arguments: [
        (#"{"disabled":true}"#, true), (#"{"disabled":false}"#, false), (#"{"disabled":"true"}"#, false),
        (#"{"disabled":1}"#, false), (#"{"disabled":null}"#, false), (#"{"disabled":false,"disabled":true}"#, true),
    ])
    func `disabled means true and nothing else, as for the engines`(text: String, isDisabled: Bool) throws {
        #expect(try file(text).isDisabled == isDisabled)
    }

    @Test(arguments: [
        (#"{}"#, false), (#"{"refresh_token":""}"#, false), (#"{"refresh_token":null}"#, false),
        (#"{"refresh_token":7}"#, false), (#"{"token":"x"}"#, false), (#"{"token":{"refresh_token":"r"}}"#, true),
        (#"{"refresh_token":"r"}"#, true),
    ])
    func `an account with a refresh token can be renewed`(text: String, isRenewable: Bool) throws {
        #expect(try file(text).isRenewable == isRenewable)
    }

    @Test(arguments: [
        #"{"email":""}"#, #"{"email":null}"#, #"{"email":["me@example.com"]}"#, #"{"email":" \u001b\u200e "}"#,
    ])
    func `an email address that cannot be shown is none`(text: String) throws {
        #expect(try file(text).email == nil)
    }

    @Test func `characters that control a terminal are not shown`() throws {
        #expect(try file(#"{"email":"me\u001b[31m@exa\u202emple.com\n"}"#).email == "me[31m@example.com")
    }

    @Test(arguments: [
        "", "x", "a.b", "a.b.c", "..", "e30.e30.e30", "a.W10.c", "a.\u{e4}.c", "a.b.c.d",
    ])
    func `an identity token that is none tells no plan, and is no error`(token: String) throws {
        #expect(try file(#"{"id_token":"\#(token)"}"#).plan == nil)
    }

    @Test(arguments: [
        "", " ", "[", "{", #"{"type":"codex""#, "{\"type\":\"co\u{0}dex\"}", "no JSON", #"{"a":1}{"b":2}"#,
        String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
    ])
    func `what is not JSON is told, and nothing of it quoted`(text: String) {
        let problem = #expect(throws: CredentialProblem.self) { try file(text) }
        guard case .malformed = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test func `text that is not UTF-8 is not JSON`() {
        let bytes = Array(#"{"type":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
        #expect(throws: CredentialProblem.self) { try CredentialFile(decoding: bytes) }
    }

    @Test(arguments: ["[]", "null", "7", #""codex""#, #"[{"type":"codex"}]"#])
    func `JSON that is no object is told`(text: String) {
        #expect(throws: CredentialProblem.notAnObject) { try file(text) }
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `whatever bytes come, the answer is a file or a problem, never a trap`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let samples = [
            CredentialSamples.claude, CredentialSamples.codex, CredentialSamples.antigravity, CredentialSamples.gemini,
        ]
        for _ in 0..<200 {
            var bytes = Array((samples.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                guard let index = bytes.indices.randomElement(using: &random) else { continue }
                bytes[index] = UInt8.random(in: .min ... .max, using: &random)
            }
            let cut = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            for input in [bytes, cut] {
                do throws(CredentialProblem) {
                    _ = try CredentialFile(decoding: input)
                } catch {
                    #expect(!error.description.contains(CredentialSamples.secret))
                }
            }
        }
    }

    @Test(arguments: [
        ("codex-me@example.com.json", true), ("x.JSON", true), ("x.Json", true), (".proxy.json", false),
        (".json", false), ("x.json.tmp", false), ("xjson", false), ("config.yaml", false), ("", false),
    ])
    func `visible names that end in json are looked at`(name: String, isLookedAt: Bool) {
        #expect(CredentialFile.isName(name) == isLookedAt)
    }
}
