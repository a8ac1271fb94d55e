internal import JSON

/// The members of one event that matter, as the text that they have; valid as long as the event's bytes are.
struct ResponsesEventFields {
    var type: UnsafeRawBufferPointer?
    var outputIndex: Int?
    /// `content_index` or `summary_index`: no event has both.
    var partIndex: Int?
    var itemID: UnsafeRawBufferPointer?
    var delta: UnsafeRawBufferPointer?
    /// What a `….done` event says that the deltas came to: `text`, `refusal` or `arguments`.
    var whole: UnsafeRawBufferPointer?
    /// `item`, `part`, `annotation` or `response`.
    var subject: UnsafeRawBufferPointer?
    /// The whole event.
    let text: UnsafeRawBufferPointer

    /// Reads an event's data; nil when it is no JSON object.
    init?(_ text: UnsafeRawBufferPointer) {
        self.text = text
        guard JSONObjectScanner.forEachMember(of: text, { take($0, $1) }) else { return nil }
    }

    private mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch name.count {
        case 4 where name.isText("type"): type = value
        case 4 where name.isText("text"): whole = value
        case 4 where name.isText("item") || name.isText("part"): subject = value
        case 5 where name.isText("delta"): delta = value
        case 7 where name.isText("item_id"): itemID = value
        case 7 where name.isText("refusal"): whole = value
        case 8 where name.isText("response"): subject = value
        case 9 where name.isText("arguments"): whole = value
        case 10 where name.isText("annotation"): subject = value
        case 12 where name.isText("output_index"): outputIndex = JSONText.integer(value)
        case 13 where name.isText("content_index") || name.isText("summary_index"):
            partIndex = JSONText.integer(value)
        default: break
        }
    }
}
