internal import HTTPWire
internal import JSON

/// What the provider answers.
struct FakeAnswer {
    let status: HTTPStatus
    var fields: HTTPFields = ["content-type": "application/json"]
    let body: [UInt8]

    init(_ status: HTTPStatus, text: String) {
        self.status = status
        body = Array(text.utf8)
    }

    /// An object of texts and numbers.
    init(_ status: HTTPStatus = .ok, members: [(String, JSONValue)]) {
        var writer = JSONWriter()
        writer.value(.object(members.map { JSONMember($0.0, $0.1) }))
        self.init(status, text: String(decoding: writer.bytes, as: UTF8.self))
    }

    /// RFC 6749 §5.2.
    static func error(_ status: HTTPStatus, _ code: String, _ text: String) -> FakeAnswer {
        FakeAnswer(status, members: [("error", .string(code)), ("error_description", .string(text))])
    }

    /// A short answer of the codex backend.
    static var codexStream: FakeAnswer {
        let place = #""item_id":"msg_1","output_index":0,"content_index":0"#
        let events = [
            #"{"type":"response.output_text.delta",\#(place),"delta":"Hi."}"#,
            #"{"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[]}}"#,
        ]
        var answer = FakeAnswer(.ok, text: events.map { "data: \($0)\n\n" }.joined())
        answer.fields = ["content-type": "text/event-stream"]
        return answer
    }

    /// Sends the browser on.
    static func redirect(_ url: String) -> FakeAnswer {
        var answer = FakeAnswer(302, text: "")
        answer.fields = ["location": url]
        return answer
    }
}
