/// A request as Claude Code makes it, laid out once.
struct LoadRequest {
    let bytes: [UInt8]
    let body: [UInt8]

    /// A request to `POST /v1/messages`.
    ///
    /// - Parameters:
    ///   - wanted: what the fake upstream is to answer.
    ///   - bodySize: how many bytes the body is to have at least.
    ///   - target: whom it goes to.
    init(_ wanted: FakeUpstream.Case, bodySize: Int = 125, to target: Target) {
        let stream = wanted == .message ? "" : #""stream":true,"#
        let start =
            #"{"model":"claude-sonnet-4-5","max_tokens":16,\#(stream)"metadata":{"user_id":"\#(wanted.rawValue)"},"#
        let end = #""messages":[{"role":"user","content":"\#(wanted.rawValue)"}]}"#
        let padding = max(0, bodySize - start.utf8.count - end.utf8.count)
        let content = String(repeating: "benchmark ", count: padding / 10 + 1).prefix(padding)
        self.init(start + end.replacing(wanted.rawValue + "\"}]}", with: content + "\"}]}"), to: target)
    }

    /// A request that has to be translated: a long conversation, and as many tools as Claude Code has.
    init(translated wanted: FakeUpstream.Case, bodySize: Int = 125, to target: Target) {
        let isStream = wanted == .responses
        var body = #"{"model":"\#(wanted.rawValue)","max_tokens":32000,"stream":\#(isStream),"system":"Be brief.""#
        if bodySize > 10_000 {
            let schema = #"{"type":"object","properties":{"path":{"type":"string","description":"A path."}}}"#
            let tools = (0..<21).map { #"{"name":"Tool\#($0)","description":"Does it.","input_schema":\#(schema)}"# }
            body += #","tools":[\#(tools.joined(separator: ","))]"#
        }
        var messages = [#"{"role":"user","content":"Hello."}"#]
        var size = body.utf8.count
        var number = 0
        while size < bodySize {
            let text = String(repeating: "a line of a file that was read\\n", count: 60)
            let call = #"{"type":"tool_use","id":"toolu_\#(number)","name":"Tool1","input":{"path":"/a/\#(number)"}}"#
            let result = #"{"type":"tool_result","tool_use_id":"toolu_\#(number)","content":"\#(text)"}"#
            messages += [#"{"role":"assistant","content":[\#(call)]}"#, #"{"role":"user","content":[\#(result)]}"#]
            size += call.utf8.count + result.utf8.count + 64
            number += 1
        }
        self.init(body + #","messages":[\#(messages.joined(separator: ","))]}"#, to: target)
    }

    private init(_ body: String, to target: Target) {
        let head = """
            POST /v1/messages?beta=true HTTP/1.1\r
            host: 127.0.0.1:\(target.port)\r
            accept: application/json\r
            accept-encoding: identity\r
            authorization: Bearer \(target.key)\r
            content-type: application/json\r
            user-agent: claude-cli/2.1.329 (external, sdk-cli)\r
            anthropic-version: 2023-06-01\r
            x-app: cli\r
            content-length: \(body.utf8.count)\r
            \r

            """
        self.body = Array(body.utf8)
        bytes = Array(head.utf8) + self.body
    }
}
