/// Reads a `text/event-stream` from bytes that come in any pieces.
///
/// Follows the WHATWG HTML standard, §9.2.6 "Interpreting an event stream": lines end in LF, CR or CRLF, a leading byte
/// order mark is dropped, comments and unknown fields are ignored, and an event that the end of the stream cuts off is
/// not delivered.
package struct ServerSentEventParser: Sendable {
    /// The identifier that a reconnecting client sends as `Last-Event-ID`.
    package private(set) var lastEventID = ""
    /// The delay before reconnecting that the stream asked for, in milliseconds; nil when it did not.
    package private(set) var reconnectionMilliseconds: Int?

    private let limit: Int
    private var input = InputBuffer()
    /// How many octets of `input` are known to hold no line end.
    private var searched = 0
    private var mayHaveMark = true
    /// The last line ended in CR: an LF that comes next belongs to it.
    private var skipsLineFeed = false

    private var name = ""
    private var hasName = false
    private var data: [UInt8] = []
    private var hasData = false
    private var id: String?

    /// A parser at the beginning of a stream.
    ///
    /// - Parameter limit: how many octets of one event are held at most.
    package init(limit: Int = 16 * 1024 * 1024) {
        self.limit = limit
    }

    /// Hands over bytes that were received.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        input.append(bytes)
    }

    /// Hands over bytes that were received.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        Array(bytes).withUnsafeBytes { input.append($0) }
    }

    /// The next event; nil when more bytes are needed.
    ///
    /// - Throws: when an event is too large; from then on every call throws the same.
    package mutating func next() throws(ServerSentEventError) -> ServerSentEvent? {
        while let length = try nextLineLength() {
            let isReturn = input.withBytes { bytes in
                apply(UnsafeBufferPointer(rebasing: bytes[..<length]))
                return bytes[length] == 0x0D
            }
            input.consume(length + 1)
            searched = 0
            skipsLineFeed = isReturn
            if length == 0, let event = dispatch() { return event }
        }
        return nil
    }

    /// The length of the line that the input begins with, without its end; nil when the end is not there yet.
    private mutating func nextLineLength() throws(ServerSentEventError) -> Int? {
        guard dropMark(), !input.isEmpty else { return nil }
        if skipsLineFeed {
            skipsLineFeed = false
            if input.withBytes({ $0[0] == 0x0A }) { input.consume(1) }
        }
        let end = input.withBytes { ByteSearch.first(0x0A, or: 0x0D, in: $0, from: searched) }
        searched = end ?? input.count
        guard searched + data.count <= limit else { throw .eventTooLarge(limit: limit) }
        return end
    }

    /// Drops a byte order mark at the very beginning; false while it cannot be told whether there is one.
    private mutating func dropMark() -> Bool {
        guard mayHaveMark else { return true }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let begins = input.withBytes { zip($0, mark).allSatisfy { $0 == $1 } }
        if begins, input.count < mark.count { return false }
        if begins { input.consume(mark.count) }
        mayHaveMark = false
        return true
    }

    /// Takes one line into account.
    private mutating func apply(_ line: UnsafeBufferPointer<UInt8>) {
        let colon = ByteSearch.first(0x3A, in: line, from: 0) ?? line.count
        guard colon > 0 else { return }
        let field = UnsafeBufferPointer(rebasing: line[..<colon])
        var value = UnsafeBufferPointer(rebasing: line[min(colon + 1, line.count)...])
        if value.first == 0x20 { value = UnsafeBufferPointer(rebasing: value[1...]) }
        if field.elementsEqual("data".utf8) {
            if hasData { data.append(0x0A) }
            data.append(contentsOf: value)
            hasData = true
        } else if field.elementsEqual("event".utf8) {
            hasName = !value.isEmpty
            // Streams repeat few names: comparing is cheaper than making the same string again.
            if !value.elementsEqual(name.utf8) { name = String(decoding: value, as: UTF8.self) }
        } else if field.elementsEqual("id".utf8) {
            if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
        } else if field.elementsEqual("retry".utf8) {
            let isNumber = !value.isEmpty && value.allSatisfy { (0x30...0x39).contains($0) }
            if isNumber, let delay = Int(String(decoding: value, as: UTF8.self)) { reconnectionMilliseconds = delay }
        }
    }

    /// Ends the event at an empty line; nil when it has no data and is therefore none.
    private mutating func dispatch() -> ServerSentEvent? {
        if let id { lastEventID = id }
        defer {
            hasName = false
            id = nil
        }
        guard hasData else { return nil }
        let event = ServerSentEvent(name: hasName ? name : "message", data: data, id: id)
        data = []
        hasData = false
        return event
    }
}
