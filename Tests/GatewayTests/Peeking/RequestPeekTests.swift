import Testing

@testable import Gateway

struct RequestPeekTests {
    private func peek(_ text: String) -> RequestPeek { RequestPeek(Array(text.utf8)) }

    @Test func `model, stream and session of a request as Claude Code sends it`() {
        let found = peek(
            #"""
            {"model":"claude-opus-4-6","max_tokens":128000,"messages":[{"role":"user","content":[{"type":"text",
            "text":"{\"model\":\"no\",\"stream\":false}"}]}],"metadata":{"user_id":
            "{\"device_id\":\"d\",\"account_uuid\":\"\",\"session_id\":\"5f3c\"}"},"stream":true}
            """#
        )
        #expect(found.model == "claude-opus-4-6")
        #expect(found.isStream)
        #expect(found.session == "5f3c")
    }

    @Test func `the older form of the user's ID has a session, too`() {
        #expect(peek(#"{"metadata":{"user_id":"user_ab_account_cd_session_ef-01"}}"#).session == "ef-01")
        #expect(peek(#"{"metadata":{"user_id":"user_ab_account_cd_session_"}}"#).session == nil)
        #expect(peek(#"{"metadata":{"user_id":"me"}}"#).session == nil)
        #expect(peek(#"{"metadata":{"user_id":"{not json"}}"#).session == nil)
        #expect(peek(#"{"metadata":{"user_id":7}}"#).session == nil)
        #expect(peek(#"{"metadata":null}"#).session == nil)
    }

    @Test(arguments: ["", "[]", "nonsense", "{\"model\":5}", "{\"model\":\"cut", "{\"model\":\"\\ud800\"}"])
    func `a body that names no model yields none, and is left to the upstream`(text: String) {
        #expect(peek(text).model == nil)
        #expect(!peek(text).isStream)
    }

    @Test func `only true asks for a stream`() {
        #expect(peek(#"{"stream":true}"#).isStream)
        for value in ["false", "null", "1", "\"true\"", "[true]"] {
            #expect(!peek(#"{"stream":\#(value)}"#).isStream)
        }
    }

    @Test func `another model goes in where the old one stood, and every other byte stays`() {
        let body = Array(#"{ "model" : "best" , "x":1.0, "é":"\u00e9" }"#.utf8)
        let changed = RequestPeek(body).body(body, withModel: "claude \"4\"")
        #expect(String(decoding: changed, as: UTF8.self) == #"{ "model" : "claude \"4\"" , "x":1.0, "é":"\u00e9" }"#)
        #expect(RequestPeek(body).body(body, withModel: "best") == body)
        let none = Array("{}".utf8)
        #expect(RequestPeek(none).body(none, withModel: "x") == none)
    }

    @Test func `a name with escapes is the name that it means`() {
        let body = Array(#"{"model":"claude\u002dopus"}"#.utf8)
        let peek = RequestPeek(body)
        #expect(peek.model == "claude-opus")
        #expect(String(decoding: peek.body(body, withModel: "x"), as: UTF8.self) == #"{"model":"x"}"#)
    }
}
