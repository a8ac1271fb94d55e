import JSON
import ProxyModel
import Testing

@testable import SignIn

struct TokenRecordTests {
    private let now = Timestamp(seconds: 1_772_000_000)

    private func json(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    private func grant(_ text: String) throws -> TokenGrant { try #require(TokenGrant(try json(text))) }

    private func token(_ claims: String) -> String {
        ["{}", claims, "s"].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
    }

    private func codexGrant() throws -> TokenGrant {
        let claims = token(
            #"{"email":"Me@Example.com","https://api.openai.com/auth":"#
                + #"{"chatgpt_account_id":"acc","chatgpt_plan_type":"Plus"}}"#
        )
        return try grant(#"{"access_token":"a","refresh_token":"r","id_token":"\#(claims)","expires_in":3600}"#)
    }

    @Test func `a codex account has the members and types that cli-proxy-api writes`() throws {
        let record = TokenRecord(.codex, try codexGrant(), now: now)
        let texts = [
            "type", "id_token", "access_token", "refresh_token", "account_id", "email", "last_refresh", "expired",
        ]
        for name in texts { #expect(record.json[name]?.string != nil, "\(name)") }
        #expect(record.json["type"]?.string == "codex")
        #expect(record.json["account_id"]?.string == "acc")
        #expect(record.json["disabled"]?.boolean == false)
        #expect(record.json["expired"]?.string.flatMap { Timestamp($0) } == now.advanced(bySeconds: 3600))
        // The first eight digits of SHA-256("acc").
        #expect(
            record.fileName == "codex-\(SHA256.hexadecimal("acc".utf8).prefix(8))-Me@Example.com-plus.json"
        )
    }

    @Test func `a claude account has the members and types that cli-proxy-api writes`() throws {
        let record = TokenRecord(
            .claude,
            try grant(
                #"{"access_token":"a","refresh_token":"r","expires_in":28800,"account":{"uuid":"u","email_address":"#
                    + #""me@example.com"},"organization":{"uuid":"o","name":"Org"}}"#
            ),
            now: now
        )
        let expected = [
            "type": "claude", "access_token": "a", "refresh_token": "r", "id_token": "", "email": "me@example.com",
            "account_uuid": "u", "organization_uuid": "o", "organization_name": "Org",
            "last_refresh": now.description, "expired": now.advanced(bySeconds: 28_800).description,
        ]
        for (name, value) in expected { #expect(record.json[name]?.string == value, "\(name)") }
        #expect(record.fileName == "claude-me@example.com.json")
    }

    @Test func `google's accounts have their tokens where cli-proxy-api looks for them`() throws {
        let claims = token(#"{"email":"me@example.com"}"#)
        let text = #"{"access_token":"a","refresh_token":"r","id_token":"\#(claims)","expires_in":3599}"#
        let gemini = TokenRecord(.gemini, try grant(text), now: now)
        #expect(gemini.json["token"]?["refresh_token"]?.string == "r")
        #expect(gemini.json["token"]?["expiry"]?.string == now.advanced(bySeconds: 3599).description)
        #expect(gemini.refreshToken == "r" && gemini.expiry == now.advanced(bySeconds: 3599))
        let antigravity = TokenRecord(.antigravity, try grant(text), now: now)
        #expect(antigravity.json["expires_in"]?.integer(as: Int.self) == 3599)
        #expect(antigravity.json["timestamp"]?.integer(as: Int64.self) == now.seconds * 1000)
        #expect(antigravity.fileName == "antigravity-me@example.com.json")
    }

    @Test func `a renewal changes the tokens, keeps what it does not know, and forgets the refusal`() throws {
        var record = try TokenRecord(
            Array(#"{"type":"codex","x":[1,2.50],"refresh_token":"old","note":"n","access_token":"old"}"#.utf8)
        )
        record.note(RefreshRefusal(reason: "gone", at: now, of: record.json))
        #expect(record.refusal?.reason == "gone")
        record.apply(try grant(#"{"access_token":"new","expires_in":60}"#), now: now)
        #expect(record.refusal == nil)
        #expect(record.accessToken == "new")
        #expect(record.refreshToken == "old", "none came, so the old one stays good")
        let text = String(decoding: record.bytes, as: UTF8.self)
        #expect(text.hasPrefix(#"{"type":"codex","x":[1,2.50],"refresh_token":"old","note":"n","access_token":"new","#))
    }

    @Test func `a refusal is about the tokens that it was noted for`() throws {
        var record = try TokenRecord(Array(#"{"type":"codex","last_refresh":"2026-01-01T00:00:00Z"}"#.utf8))
        record.note(RefreshRefusal(reason: "gone", at: now, of: record.json))
        #expect(record.refusal != nil)
        record.set("last_refresh", .string("2026-02-01T00:00:00Z"))
        #expect(record.refusal == nil)
    }

    @Test func `without expires_in the access token's own end counts`() throws {
        let access = token(#"{"exp":1772003600}"#)
        let grant = try grant(#"{"access_token":"\#(access)"}"#)
        #expect(grant.expiry(from: now) == Timestamp(seconds: 1_772_003_600))
    }

    @Test func `a name from outside is a file name and nothing else`() throws {
        let text = #"{"access_token":"a","account":{"email_address":"../../x/\u001b$(y)"}}"#
        let name = TokenRecord(.claude, try grant(text), now: now).fileName
        #expect(name == "claude-.._.._x____y_.json")
    }

    @Test(arguments: [
        "{}", #"{"access_token":""}"#, #"{"access_token":7}"#, #"{"access_token":"a\nb"}"#, #"["access_token"]"#,
    ])
    func `an answer without a usable token is none`(text: String) throws {
        #expect(TokenGrant(try json(text)) == nil)
    }
}
