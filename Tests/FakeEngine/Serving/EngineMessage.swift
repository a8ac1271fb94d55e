/// The answer to POST /v1/messages, whole or in events, in Anthropic's shape.
enum EngineMessage {
    /// The answer to a request that wants no stream.
    static func whole(_ count: Int) -> String {
        let text = (0..<count).map { "\($0) " }.joined()
        return #"{"id":"msg_fake","type":"message","role":"assistant","model":"fake","content":[{"type":"text","#
            + #""text":"\#(text)"}],"stop_reason":"end_turn","stop_sequence":null,"#
            + #""usage":{"input_tokens":1,"output_tokens":\#(count)}}"#
    }

    /// What comes before the content events.
    static var opening: String {
        let message =
            #"{"id":"msg_fake","type":"message","role":"assistant","model":"fake","content":[],"stop_reason":null,"#
            + #""stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":0}}"#
        return event("message_start", #""message":\#(message)"#)
            + event("content_block_start", #""index":0,"content_block":{"type":"text","text":""}"#)
    }

    /// The content event with this number.
    static func delta(_ number: Int) -> String {
        event("content_block_delta", #""index":0,"delta":{"type":"text_delta","text":"\#(number) "}"#)
    }

    /// What comes after them.
    static func closing(_ count: Int) -> String {
        let delta = #"{"stop_reason":"end_turn","stop_sequence":null}"#
        return event("content_block_stop", #""index":0"#)
            + event("message_delta", #""delta":\#(delta),"usage":{"output_tokens":\#(count)}"#)
            + event("message_stop", nil)
    }

    private static func event(_ type: String, _ members: String?) -> String {
        let rest = members.map { ",\($0)" } ?? ""
        return "event: \(type)\ndata: {\"type\":\"\(type)\"\(rest)}\n\n"
    }
}
