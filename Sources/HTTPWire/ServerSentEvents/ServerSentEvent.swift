/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    /// The type of the event; `message` when the stream names none.
    package var name: String
    /// The data lines, joined by LF; UTF-8.
    package var data: [UInt8]
    /// The identifier that this event sets; nil when it has none and the one before stays in force.
    package var id: String?

    package init(name: String = "message", data: [UInt8], id: String? = nil) {
        self.name = name
        self.data = data
        self.id = id
    }

    /// An event whose data is text.
    package init(name: String = "message", text: String, id: String? = nil) {
        self.init(name: name, data: Array(text.utf8), id: id)
    }

    /// The data as text; what is not UTF-8 becomes U+FFFD, as the standard prescribes.
    package var text: String { String(decoding: data, as: UTF8.self) }
}
