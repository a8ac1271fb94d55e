import JSON
import Testing
import WireFormats

struct ResponsesToolsTests {
    private static let tools = """
        ,"tools":[{"name":"A","input_schema":{}},{"type":"web_search_20250305","name":"web_search","max_uses":8,\
        "allowed_domains":["a.example"],"user_location":{"type":"approximate","city":"Seoul"}},\
        {"type":"bash_20250124","name":"bash"},\
        {"name":"DeferredToolPlaceholder","input_schema":{},"defer_loading":true}]
        """

    private func encode(_ members: String) throws -> (body: JSONValue, encoded: EncodedRequest) {
        try RequestSupport.encode(try RequestSupport.request(#""x""#, members))
    }

    @Test func `functions and web search are passed on, tools of other providers are not`() throws {
        let (body, encoded) = try encode(Self.tools)
        let function = #"{"type":"function","name":"A","parameters":{"type":"object","properties":{}},"strict":false}"#
        let search = """
            {"type":"web_search","filters":{"allowed_domains":["a.example"]},\
            "user_location":{"type":"approximate","city":"Seoul"}}
            """
        #expect(body["tools"]?.elements?.map { RequestSupport.text($0) } == [function, search])
        #expect(encoded.warnings == [.providerTool, .webSearchLimit])
    }

    @Test(arguments: [
        (#"{"type":"auto"}"#, #""auto""#, true), (#"{"type":"none"}"#, #""none""#, true),
        (#"{"type":"any","disable_parallel_tool_use":true}"#, #""required""#, false),
        (#"{"type":"tool","name":"A"}"#, #"{"type":"function","name":"A"}"#, true),
        (#"{"type":"tool","name":"web_search"}"#, #"{"type":"web_search"}"#, true),
        (#"{"type":"tool","name":"bash"}"#, #""auto""#, true), ("null", #""auto""#, true),
    ])
    func `the choice of a tool is passed on`(choice: String, expected: String, parallel: Bool) throws {
        let (body, _) = try encode(#"\#(Self.tools),"tool_choice":\#(choice)"#)
        #expect(RequestSupport.text(body["tool_choice"]) == expected)
        #expect(body["parallel_tool_calls"]?.boolean == parallel)
    }

    @Test func `a choice of a tool that is not there is the caller's fault`() throws {
        let error = try #require(throws: WireFormatError.self) {
            try encode(#"\#(Self.tools),"tool_choice":{"type":"tool","name":"B"}"#)
        }
        #expect(error.member == "tool_choice.name")
    }

    @Test func `without tools nothing is said about them`() throws {
        let (body, _) = try encode(#","tool_choice":{"type":"auto"}"#)
        #expect(body["tools"] == nil)
        #expect(body["tool_choice"] == nil)
        #expect(body["parallel_tool_calls"] == nil)
    }

    @Test func `a long name is the same in tools, choice, calls and the answer's table`() throws {
        let long = "mcp__" + String(repeating: "n", count: 80)
        let (body, encoded) = try RequestSupport.encode(
            try RequestSupport.decode(
                """
                {"model":"m","messages":[{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"\(long)"}]}],
                "tools":[{"name":"\(long)","input_schema":{},"strict":true}],
                "tool_choice":{"type":"tool","name":"\(long)"}}
                """
            )
        )
        let short = encoded.context.tools.backendName(of: long)
        #expect(short.utf8.count == 64)
        #expect(body["tools"]?.elements?.first?["name"]?.string == short)
        #expect(body["tool_choice"]?["name"]?.string == short)
        #expect(body["input"]?.elements?.first?["name"]?.string == short)
        #expect(encoded.context.tools.clientName(of: short) == long)
    }

    @Test func `arguments may nest as deep as a request may, and no deeper`() throws {
        func request(_ depth: Int) throws -> GenerationRequest {
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let call = #"{"type":"tool_use","id":"c","name":"A","input":{"a":\#(nested)}}"#
            return try RequestSupport.decode(#"{"model":"m","messages":[{"role":"assistant","content":[\#(call)]}]}"#)
        }
        let deepest = try request(122)
        let (body, _) = try RequestSupport.encode(deepest)
        #expect(body["input"]?.elements?.first?["arguments"]?.string?.utf8.count == 2 * 122 + 6)
        #expect(try MessagesRequestDecoder.decode(MessagesRequestEncoder.encode(deepest)) == deepest)
        let error = try #require(throws: WireFormatError.self) { try request(123) }
        #expect(error.code == .notJSON)
    }
}
