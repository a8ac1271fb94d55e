import JSON
import Testing
import WireFormats

struct ResponsesInputTests {
    /// The items of a conversation, each as text.
    private func items(
        _ messages: String,
        keepsReasoning: Bool = true
    ) throws -> (items: [String], warnings: [TranslationWarning]) {
        let request = try RequestSupport.decode(#"{"model":"gpt-5.5","messages":[\#(messages)]}"#)
        let encoder = ResponsesRequestEncoder(dialect: .codexBackend, keepsReasoning: keepsReasoning)
        let encoded = try encoder.encode(request)
        let input = try JSONReader.read(encoded.body)["input"]?.elements ?? []
        return (input.map { RequestSupport.text($0) }, encoded.warnings)
    }

    private func user(_ parts: String) -> String {
        #"{"type":"message","role":"user","content":[\#(parts)]}"#
    }

    @Test(arguments: [
        (#"{"type":"text","text":"  a\n"}"#, #"{"type":"input_text","text":"  a\n"}"#),
        (
            #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}"#,
            #"{"type":"input_image","image_url":"data:image/png;base64,AA=="}"#
        ),
        (
            #"{"type":"image","source":{"type":"url","url":"https://a.example/b.png"}}"#,
            #"{"type":"input_image","image_url":"https://a.example/b.png"}"#
        ),
        (
            #"{"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"AA"}}"#,
            #"{"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA"}"#
        ),
        (
            #"{"type":"document","source":{"type":"url","url":"https://a.example/b.pdf"}}"#,
            #"{"type":"input_file","file_url":"https://a.example/b.pdf"}"#
        ),
        (
            #"{"type":"document","title":"t","source":{"type":"text","media_type":"text/plain","data":"b"}}"#,
            #"{"type":"input_text","text":"t\n\nb"}"#
        ),
        (
            #"{"type":"document","title":"t","source":{"type":"content","content":"b"}}"#,
            #"{"type":"input_text","text":"t"},{"type":"input_text","text":"b"}"#
        ),
        (#"{"type":"someday","text":"b"}"#, #"{"type":"input_text","text":"b"}"#),
    ])
    func `content of the user is passed on`(block: String, part: String) throws {
        let result = try items(#"{"role":"user","content":[\#(block)]}"#)
        #expect(result.items == [user(part)])
        #expect(result.warnings.isEmpty)
    }

    @Test(arguments: [
        (#"{"type":"text","text":""}"#, nil), (#"{"type":"someday"}"#, TranslationWarning.unknownContent),
        (#"{"type":"image","source":{"type":"file","file_id":"f"}}"#, .mediaReference),
        (#"{"type":"document","source":{"type":"file","file_id":"f"}}"#, .mediaReference),
    ])
    func `what cannot be passed on leaves no message behind`(block: String, warning: TranslationWarning?) throws {
        let result = try items(#"{"role":"user","content":[\#(block)]}"#)
        #expect(result.items.isEmpty)
        #expect(result.warnings == (warning.map { [$0] } ?? []))
    }

    private let call = #"{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"A","input":{"a":1.50}}]}"#
    private let callItem = #"{"type":"function_call","call_id":"c1","name":"A","arguments":"{\"a\":1.50}"}"#

    private func output(_ output: String) -> String {
        #"{"type":"function_call_output","call_id":"c1","output":\#(output)}"#
    }

    @Test(arguments: [
        (#""a""#, false, #""a""#), (#""a""#, true, #""Error: a""#), (#""Error: a""#, true, #""Error: a""#),
        (#""<tool_use_error>a</tool_use_error>""#, true, #""<tool_use_error>a</tool_use_error>""#),
        (#"[{"type":"text","text":"a"},{"type":"text","text":"b"}]"#, false, #""a\nb""#), ("[]", false, #""""#),
        ("null", false, #""""#), (#"[{"type":"tool_reference","tool_name":"B"}]"#, false, #""Loaded tool B""#),
        (
            #"[{"type":"text","text":"a"},{"type":"image","source":{"type":"url","url":"u"}}]"#, true,
            """
            [{"type":"input_text","text":"Error:"},{"type":"input_text","text":"a"},\
            {"type":"input_image","image_url":"u"}]
            """
        ),
    ])
    func `results are passed on`(content: String, isError: Bool, expected: String) throws {
        let result = try items(
            """
            \(call),{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":\(content),\
            "is_error":\(isError)}]}
            """
        )
        #expect(result.items == [callItem, output(expected)])
        #expect(result.warnings.isEmpty)
    }

    @Test func `a call without a result gets an empty one, and a result without a call becomes text`() throws {
        let alone = try items("\(call),{\"role\":\"user\",\"content\":\"stop\"}")
        #expect(alone.items == [callItem, output(#""""#), user(#"{"type":"input_text","text":"stop"}"#)])
        #expect(alone.warnings == [.unansweredCall])
        let orphan = try items(
            #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c9","content":"a"},{"type":"text","text":"b"}]}"#
        )
        #expect(orphan.items.count == 2)
        #expect(orphan.items.first?.contains("Result of a tool call:") == true)
        #expect(orphan.warnings == [.resultWithoutCall])
    }

    @Test func `call ids that are too long are shortened alike in call and result`() throws {
        let id = String(repeating: "i", count: 80)
        let result = try items(
            """
            {"role":"assistant","content":[{"type":"tool_use","id":"\(id)","name":"A","input":{}}]},\
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"\(id)","content":"a"}]}
            """
        )
        let ids = try result.items.map { try RequestSupport.json($0)["call_id"]?.string }
        #expect(ids.count == 2)
        #expect(ids.first == ids.last)
        #expect(ids.allSatisfy { $0?.utf8.count == 64 })
    }

    private let thought = #"{"type":"thinking","thinking":"t","signature":"ccproxy.1.n.rs_1.E"}"#
    private let thoughtItem = #"{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"E"}"#

    @Test func `our own thinking goes back before what followed it`() throws {
        let result = try items(#"{"role":"assistant","content":[\#(thought),{"type":"text","text":"a"}]}"#)
        let message = #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"a"}]}"#
        #expect(result.items == [thoughtItem, message])
        #expect(result.warnings.isEmpty)
    }

    @Test func `thinking goes back before what followed it in the next message of the same turn`() throws {
        let call = #"{"type":"tool_use","id":"c","name":"A","input":{}}"#
        let result = try items(
            #"{"role":"assistant","content":[\#(thought)]},{"role":"assistant","content":[\#(call)]},"#
                + #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"r"}]}"#
        )
        #expect(result.items.count == 3)
        #expect(result.items.first == thoughtItem)
    }

    @Test func `a result of which nothing can be sent is an empty one`() throws {
        let call = #"{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"A","input":{}}]}"#
        let file = #"{"type":"image","source":{"type":"file","file_id":"f"}}"#
        let output = #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":[\#(file)]}]}"#
        let result = try items("\(call),\(output)")
        #expect(result.items.last == #"{"type":"function_call_output","call_id":"c","output":""}"#)
        #expect(result.warnings == [.mediaReference])
    }

    @Test func `thinking that nothing followed is dropped`() throws {
        let result = try items(
            #"{"role":"assistant","content":[{"type":"text","text":"a"},\#(thought)]},{"role":"user","content":"b"}"#
        )
        #expect(result.items.count == 2)
        #expect(!result.items.contains(thoughtItem))
    }

    @Test func `thinking of others, and any when it is not wanted, is dropped`() throws {
        let foreign = #"{"type":"thinking","thinking":"t","signature":"EqQB"}"#
        let redacted = #"{"type":"redacted_thinking","data":"EqQB"}"#
        let text = #"{"type":"text","text":"a"}"#
        let result = try items(#"{"role":"assistant","content":[\#(foreign),\#(redacted),\#(text)]}"#)
        #expect(result.items.count == 1)
        #expect(result.warnings == [.foreignThinking])
        let without = try items(#"{"role":"assistant","content":[\#(thought),\#(text)]}"#, keepsReasoning: false)
        #expect(without.items.count == 1)
    }
}
