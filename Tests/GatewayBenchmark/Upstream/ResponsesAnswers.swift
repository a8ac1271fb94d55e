/// What the fake upstream answers as OpenAI's Responses API does, laid out once.
enum ResponsesAnswers {
    /// As many events as the other stream has.
    static let stream = events(deltas: Answers.eventsInStream - 8)

    /// A short answer.
    static let message = events(deltas: 3)

    private static func events(deltas: Int) -> [[UInt8]] {
        let place = #","item_id":"msg_1","output_index":0,"content_index":0"#
        let item = #","output_index":0,"item":{"id":"msg_1","type":"message","role":"assistant","#
        let text = String(repeating: " benchmark", count: deltas)
        let part = #","part":{"type":"output_text","annotations":[],"text":"#
        let content = #"[{"type":"output_text","annotations":[],"text":"\#(text)"}]"#
        let usage =
            #","usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":0},"output_tokens":195,"#
            + #""output_tokens_details":{"reasoning_tokens":0},"total_tokens":207}"#
        return [
            event("response.created", response("in_progress")),
            event("response.in_progress", response("in_progress")),
            event("response.output_item.added", item + #""content":[]}"#),
            event("response.content_part.added", place + part + #"""}"#),
        ]
            + Array(repeating: event("response.output_text.delta", place + #","delta":" benchmark""#), count: deltas)
            + [
                event("response.output_text.done", place + #","text":"\#(text)""#),
                event("response.content_part.done", place + part + #""\#(text)"}"#),
                event("response.output_item.done", item + #""content":\#(content)}"#),
                event("response.completed", response("completed", usage)),
            ]
    }

    private static func response(_ status: String, _ members: String = "") -> String {
        #","response":{"id":"resp_1","object":"response","status":"\#(status)","model":"gpt-5.5","output":[]\#(members)}"#
    }

    private static func event(_ type: String, _ members: String) -> [UInt8] {
        Answers.event(type, #"{"type":"\#(type)","sequence_number":1\#(members)}"#)
    }
}
