/// What the fake upstream answers, laid out once.
enum Answers {
    /// How a stream is divided.
    static let eventsInStream = 200

    /// A message that came in one piece.
    static let message: [UInt8] = {
        let body = """
            {"id":"msg_01","type":"message","role":"assistant","model":"claude-sonnet-4-5",\
            "content":[{"type":"text","text":"Hello from the far end of the benchmark."}],\
            "stop_reason":"end_turn","stop_sequence":null,\
            "usage":{"input_tokens":12,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":10}}
            """
        let head = """
            HTTP/1.1 200 OK\r
            date: Fri, 21 Nov 2025 10:00:00 GMT\r
            content-type: application/json\r
            content-length: \(body.utf8.count)\r
            request-id: req_011CSHoEeqs5C35K2UUqR7Fy\r
            anthropic-ratelimit-requests-remaining: 3999\r
            \r

            """
        return Array((head + body).utf8)
    }()

    /// How large the largest answer is.
    static let bulkSize = 512 << 20

    /// The head of the largest answer.
    static let bulkHead = Array(
        "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: \(bulkSize)\r\n\r\n".utf8
    )

    /// What it is made of.
    static let bulkPiece = [UInt8](repeating: 0x62, count: 256 << 10)

    /// The head of a stream.
    static let streamHead = Array(
        """
        HTTP/1.1 200 OK\r
        date: Fri, 21 Nov 2025 10:00:00 GMT\r
        content-type: text/event-stream; charset=utf-8\r
        cache-control: no-cache\r
        transfer-encoding: chunked\r
        request-id: req_011CSHoEeqs5C35K2UUqR7Fy\r
        \r

        """.utf8
    )

    /// The events of a stream, each as a chunk of its own.
    static let events: [[UInt8]] = {
        let usage = #""usage":{"input_tokens":12,"output_tokens":1}"#
        let start = #"{"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","#
        var events = [
            event("message_start", start + #""model":"claude-sonnet-4-5","content":[],\#(usage)}}"#),
            event("content_block_start", #"{"type":"content_block_start","index":0,"content_block":{"type":"text"}}"#),
        ]
        let delta = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" benchmark"}}"#
        events += Array(repeating: event("content_block_delta", delta), count: eventsInStream - 5)
        events.append(event("content_block_stop", #"{"type":"content_block_stop","index":0}"#))
        let end = #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":195}}"#
        events.append(event("message_delta", end))
        events.append(event("message_stop", #"{"type":"message_stop"}"#))
        return events
    }()

    static let streamEnd = Array("0\r\n\r\n".utf8)

    /// An event in a chunk of its own.
    static func event(_ name: String, _ data: String) -> [UInt8] {
        let text = "event: \(name)\ndata: \(data)\n\n"
        return Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8)
    }
}
