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

    /// Sends the browser on.
    static func redirect(_ url: String) -> FakeAnswer {
        var answer = FakeAnswer(302, text: "")
        answer.fields = ["location": url]
        return answer
    }
}
