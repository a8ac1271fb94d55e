internal import JSON

/// An error as Anthropic's API tells it, worded so that Claude Code reacts in the right way.
///
/// Claude Code repeats 429, 5xx and even 401 ten times, unless `x-should-retry: false` or a `retry-after` of more than
/// a minute tells it not to; a full context it knows by the words "prompt is too long".
package struct AnthropicError: Equatable, Sendable {
    /// The HTTP status, where the error comes before the first event.
    package var status: Int
    /// Anthropic's name of the kind of error, such as `rate_limit_error`.
    package var type: String
    /// What the person in front of the client reads.
    package var message: String
    /// After how many seconds another try makes sense.
    package var retryAfterSeconds: Int?
    /// Whether the same request can succeed without anybody doing anything.
    package var isWorthRepeating: Bool

    package init(
        status: Int,
        type: String,
        message: String,
        retryAfterSeconds: Int? = nil,
        isWorthRepeating: Bool = false
    ) {
        self.status = status
        self.type = type
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
        self.isWorthRepeating = isWorthRepeating
    }

    /// The header fields that go with it, beside those of every answer.
    package var fields: [(name: String, value: String)] {
        var fields = [(name: "content-type", value: "application/json")]
        if let retryAfterSeconds { fields.append((name: "retry-after", value: String(retryAfterSeconds))) }
        if !isWorthRepeating { fields.append((name: "x-should-retry", value: "false")) }
        return fields
    }

    /// The body of the answer, and the data of an `error` event.
    package func body(requestID: String? = nil) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("type")
        json.string("error")
        json.name("error")
        json.beginObject()
        json.name("type")
        json.string(type)
        json.name("message")
        json.string(message)
        json.endObject()
        if let requestID {
            json.name("request_id")
            json.string(requestID)
        }
        json.endObject()
        return json.bytes
    }
}
