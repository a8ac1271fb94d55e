import JSON
import Testing
import WireFormats

struct MessagesRequestDecoderTests {
    @Test func `a request of Claude Code is read whole`() throws {
        let body = try RequestSupport.fixture("claude-code-second-turn/request.json")
        let request = try MessagesRequestDecoder.decode(body)
        #expect(request.model == "gpt-5.5[1m]")
        #expect(request.isStreaming)
        #expect(request.messages.map(\.role) == [.system, .user, .assistant, .user, .system])
        #expect(request.instructions.count == 3)
        #expect(request.tools.count == 5)
        #expect(request.sampling.maximumOutputTokens == 128_000)
        #expect(request.thinking.mode == .adaptive)
        #expect(request.thinking.effort == .high)
        #expect(request.thinking.showsText)
        #expect(request.sessionID == "0d6a1c1e-5a52-4c5e-9d7c-1f2e3d4c5b6a")
        #expect(request.extra.map(\.name) == ["metadata", "context_management"])
    }

    @Test(arguments: [
        (#"{"type":"enabled","budget_tokens":31999}"#, ThinkingRequest.Mode.budget(31_999), true, true),
        (#"{"type":"adaptive","display":"omitted"}"#, .adaptive, true, false),
        (#"{"type":"disabled"}"#, .disabled, false, true), (#"{"type":"tomorrow"}"#, .adaptive, true, true),
        ("null", .unspecified, false, true),
    ])
    func `thinking is read`(text: String, mode: ThinkingRequest.Mode, wanted: Bool, shown: Bool) throws {
        let thinking = try RequestSupport.request(#""x""#, #","thinking":\#(text)"#).thinking
        #expect(thinking.mode == mode)
        #expect(thinking.isWanted == wanted)
        #expect(thinking.showsText == shown)
    }

    @Test(arguments: [
        (#"{"user_id":"{\"session_id\":\"s-1\"}"}"#, "s-1"), (#"{"user_id":"user_ab_account_cd_session_e-f"}"#, "e-f"),
        (#"{"user_id":"somebody"}"#, nil), (#"{"user_id":"{not json"}"#, nil), ("{}", nil),
    ])
    func `the session is found in the user's id`(metadata: String, session: String?) throws {
        #expect(try RequestSupport.request(#""x""#, #","metadata":\#(metadata)"#).sessionID == session)
    }

    @Test func `text that was cut within a character is no reason to refuse a request`() throws {
        let request = try RequestSupport.request(#""a\ud83d""#)
        #expect(request.messages.first?.parts == [ContentPart(.text("a\u{FFFD}"))])
    }

    @Test(arguments: [
        ("[]", WireFormatError.Code.invalid, ""), ("{", .notJSON, ""), ("{}", .missing, "model"),
        (#"{"model":""}"#, .invalid, "model"), (#"{"model":1}"#, .invalid, "model"),
        (#"{"model":"m"}"#, .missing, "messages"), (#"{"model":"m","messages":[]}"#, .invalid, "messages"),
        (#"{"model":"m","messages":{}}"#, .invalid, "messages"),
        (#"{"model":"m","messages":[1]}"#, .invalid, "messages.0"),
        (#"{"model":"m","messages":[{"role":"tool","content":""}]}"#, .invalid, "messages.0.role"),
        (#"{"model":"m","messages":[{"role":"user"}]}"#, .missing, "messages.0.content"),
        (#"{"model":"m","messages":[{"role":"user","content":7}]}"#, .invalid, "messages.0.content"),
        (
            #"{"model":"m","messages":[{"role":"user","content":[{"type":"text"}]}]}"#, .missing,
            "messages.0.content.0.text"
        ),
        (
            #"{"model":"m","messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64"}}]}]}"#,
            .missing, "messages.0.content.0.source.media_type"
        ),
    ])
    func `what is no request is refused with the place of its fault`(
        text: String,
        code: WireFormatError.Code,
        member: String
    ) throws {
        let error = try #require(throws: WireFormatError.self) { try RequestSupport.decode(text) }
        #expect(error.code == code)
        #expect(error.member == member)
    }

    @Test(arguments: [
        (#","max_tokens":0"#, "max_tokens"), (#","max_tokens":"1""#, "max_tokens"), (#","stream":1"#, "stream"),
        (#","tools":[{"name":"a"}]"#, "tools.0.input_schema"), (#","tools":{}"#, "tools"),
        (#","tools":[{"name":"a","input_schema":[]}]"#, "tools.0.input_schema"),
        (#","tool_choice":{}"#, "tool_choice.type"),
        (#","tool_choice":{"type":"tool"}"#, "tool_choice.name"), (#","thinking":{}"#, "thinking.type"),
        (#","output_config":{"format":{"type":"grammar"}}"#, "output_config.format.type"),
        (#","output_config":{"format":{"type":"json_schema"}}"#, "output_config.format.schema"),
        (#","stop_sequences":[1]"#, "stop_sequences"), (#","system":[{"type":"text"}]"#, "system.0.text"),
    ])
    func `a member with no sense is named`(members: String, member: String) throws {
        let error = try #require(throws: WireFormatError.self) { try RequestSupport.request(#""x""#, members) }
        #expect(error.member == member)
        #expect(error.description.hasPrefix("\(member): "))
    }
}
