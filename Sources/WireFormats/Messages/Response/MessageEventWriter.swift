internal import JSON

/// Writes the parts of a message as server-sent events.
struct MessageEventWriter: MessageSink, Sendable {
    /// What has been written.
    var bytes: [UInt8] = []
    /// The model by the name that the client asked for.
    var model = ""

    mutating func begin(id: String) {
        append("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":")
        append(quoted: id)
        append(",\"type\":\"message\",\"role\":\"assistant\",\"model\":")
        append(quoted: model)
        append(",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":")
        append(MessageJSON.text(MessageJSON.usage(GenerationUsage(), webSearches: 0)))
        append("}}\n\n")
        Self.appendPing(to: &bytes)
    }

    mutating func open(_ block: MessageBlock, at index: Int) {
        append("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":")
        JSONText.append(index, to: &bytes)
        append(",\"content_block\":")
        append(MessageJSON.text(MessageJSON.block(block)))
        append("}\n\n")
    }

    mutating func append(_ delta: MessageDelta, at index: Int) {
        append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":")
        JSONText.append(index, to: &bytes)
        switch delta {
        case .text(let text): append(",\"delta\":{\"type\":\"text_delta\",\"text\":", text)
        case .thinking(let text): append(",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":", text)
        case .signature(let text): append(",\"delta\":{\"type\":\"signature_delta\",\"signature\":", text)
        case .arguments(let text): append(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":", text)
        }
    }

    mutating func close(at index: Int, isWhole: Bool) {
        append("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":")
        JSONText.append(index, to: &bytes)
        append("}\n\n")
    }

    mutating func finish(_ ending: MessageEnding) {
        append("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":")
        append(quoted: ending.stopReason)
        append(",\"stop_sequence\":")
        if let sequence = ending.stopSequence { append(quoted: sequence) } else { append("null") }
        append("},\"usage\":")
        append(MessageJSON.text(MessageJSON.usage(ending.usage, webSearches: ending.webSearches)))
        append("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
    }

    mutating func fail(_ failure: UpstreamFailure) {
        append("event: error\ndata: ")
        // No field goes with an event, so the moment, which makes the wait, does not matter.
        append(AnthropicError(failure, now: 0).body())
        append("\n\n")
    }

    /// Appends an event that says nothing.
    static func appendPing(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "event: ping\ndata: {\"type\":\"ping\"}\n\n".utf8)
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ json: [UInt8]) {
        bytes.append(contentsOf: json)
    }

    private mutating func append(quoted text: String) {
        JSONText.append(quoted: text, to: &bytes)
    }

    private mutating func append(_ beginning: StaticString, _ text: String) {
        append(beginning)
        append(quoted: text)
        append("}}\n\n")
    }
}
