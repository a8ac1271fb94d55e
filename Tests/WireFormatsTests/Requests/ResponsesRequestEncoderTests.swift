import JSON
import Testing
import WireFormats

struct ResponsesRequestEncoderTests {
    @Test func `a request of Claude Code becomes one of the Codex backend`() throws {
        let body = try RequestSupport.fixture("claude-code-second-turn/request.json")
        let expected = try JSONReader.read(RequestSupport.fixture("claude-code-second-turn/codex.json"))
        let (result, encoded) = try RequestSupport.encode(try MessagesRequestDecoder.decode(body))
        #expect(RequestSupport.text(result) == RequestSupport.text(expected))
        #expect(encoded.warnings == [.outputLimit, .contextManagement, .toolSchema])
        #expect(encoded.backendModel == "gpt-5.5")
        #expect(encoded.context.model == "gpt-5.5[1m]")
        #expect(encoded.context.isStreaming)
        #expect(encoded.context.wantsThinking)
        #expect(encoded.context.showsThinkingText)
        #expect(encoded.context.estimatedInputTokens > 1_500)
    }

    /// What the backend takes at the top; anything else is a 400.
    private static let accepted: Set<String> = [
        "model", "input", "instructions", "stream", "store", "include", "tools", "tool_choice", "parallel_tool_calls",
        "reasoning", "text", "prompt_cache_key",
    ]

    @Test func `the Codex backend gets nothing that it refuses`() throws {
        let request = try RequestSupport.request(
            #""x""#,
            """
            ,"max_tokens":5,"temperature":0.5,"top_p":0.9,"top_k":3,"stop_sequences":["</a>"],"metadata":{},
            "service_tier":"auto","context_management":{},"safeguards":[],"someday":1
            """
        )
        let (body, encoded) = try RequestSupport.encode(request)
        #expect(Set(body.members.map(\.name)).isSubset(of: Self.accepted))
        #expect(body["instructions"]?.string?.isEmpty == true)
        #expect(body["store"]?.boolean == false)
        #expect(body["stream"]?.boolean == true)
        #expect(body["include"]?.elements?.compactMap(\.string) == ["reasoning.encrypted_content"])
        #expect(encoded.warnings == [.outputLimit, .sampling, .contextManagement, .safeguards, .unknownMember])
        #expect(encoded.context.stopSequences == ["</a>"])
        #expect(!encoded.context.isStreaming)
    }

    @Test func `the public API gets limits, and settings where the model takes them`() throws {
        let members = #","max_tokens":5,"temperature":0.5,"top_p":1"#
        let request = try RequestSupport.request(#""x""#, members)
        let (reasoning, first) = try RequestSupport.encode(request, .publicAPI)
        #expect(reasoning["max_output_tokens"]?.integer() == 16)
        #expect(reasoning["temperature"] == nil)
        #expect(reasoning["instructions"] == nil)
        #expect(reasoning["stream"]?.boolean == false)
        #expect(first.warnings == [.sampling])
        let plain = BackendModel(ModelName("gpt-4.1"))
        let (other, second) = try RequestSupport.encode(request, .publicAPI, for: plain)
        #expect(other["temperature"]?.double == 0.5)
        #expect(other["top_p"]?.double == 1)
        #expect(other["reasoning"] == nil)
        #expect(other["include"] == nil)
        #expect(second.warnings.isEmpty)
    }

    @Test(arguments: [
        ("gpt-5.5", "", nil), ("gpt-5.5(low)", #","output_config":{"effort":"high"}"#, "low"),
        ("gpt-5.5", #","output_config":{"effort":"max"}"#, "xhigh"),
        ("gpt-5.5", #","output_config":{"effort":"medium"},"thinking":{"type":"disabled"}"#, "medium"),
        ("gpt-5.5", #","thinking":{"type":"disabled"}"#, "low"), ("gpt-5.5", #","thinking":{"type":"adaptive"}"#, nil),
        ("gpt-5.5", #","thinking":{"type":"enabled","budget_tokens":20000}"#, "high"),
        ("gpt-5.5-xhigh", "", "xhigh"), ("gpt-4o", #","output_config":{"effort":"high"}"#, nil),
    ])
    func `the effort is the name's, else the request's, else what the budget stands for`(
        model: String,
        members: String,
        effort: String?
    ) throws {
        let text = #"{"model":"\#(model)","messages":[{"role":"user","content":"x"}]\#(members)}"#
        let (body, _) = try RequestSupport.encode(try RequestSupport.decode(text))
        #expect(body["reasoning"]?["effort"]?.string == effort)
    }

    @Test(arguments: [
        (#"{"type":"adaptive"}"#, "auto"), (#"{"type":"adaptive","display":"omitted"}"#, nil),
        (#"{"type":"disabled"}"#, nil), ("null", nil),
    ])
    func `a summary is asked for when the client shows thinking`(thinking: String, summary: String?) throws {
        let (body, _) = try RequestSupport.encode(
            try RequestSupport.request(#""x""#, #","thinking":\#(thinking)"#)
        )
        #expect(body["reasoning"]?["summary"]?.string == summary)
    }

    @Test(arguments: [
        (
            #"{"type":"object","properties":{"t":{"type":"string"}},"required":["t"],"additionalProperties":false}"#,
            true
        ),
        (#"{"type":"object","properties":{"t":{"type":"string"}}}"#, false),
    ])
    func `a schema for the answer is passed on`(schema: String, strict: Bool) throws {
        let (body, _) = try RequestSupport.encode(
            try RequestSupport.request(
                #""x""#,
                #","output_config":{"format":{"type":"json_schema","schema":\#(schema)}}"#
            )
        )
        let format = body["text"]?["format"]
        #expect(format?["type"]?.string == "json_schema")
        #expect(format?["name"]?.string == "output")
        #expect(RequestSupport.text(format?["schema"]) == schema)
        #expect(format?["strict"]?.boolean == strict)
    }

    @Test func `a long session id is shortened to what the backend takes`() throws {
        var request = try RequestSupport.request(#""x""#)
        request.sessionID = String(repeating: "s", count: 100)
        let (body, _) = try RequestSupport.encode(request)
        #expect(body["prompt_cache_key"]?.string?.utf8.count == 64)
    }

    @Test func `a name that names no model is the caller's fault`() throws {
        let request = try RequestSupport.decode(#"{"model":"[1m]","messages":[{"role":"user","content":"x"}]}"#)
        let error = try #require(throws: WireFormatError.self) {
            try ResponsesRequestEncoder(dialect: .codexBackend).encode(request)
        }
        #expect(error.member == "model")
    }

    @Test func `each kind of warning says something of its own`() {
        let texts = Set(TranslationWarning.allCases.map(\.description))
        #expect(texts.count == TranslationWarning.allCases.count)
    }
}
