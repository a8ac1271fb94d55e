/// Writes a `text/event-stream`.
package enum ServerSentEventWriter {
    /// Appends one event.
    ///
    /// Each line of the data becomes a `data` line; CR and CRLF are line ends like LF, because a reader cannot see the
    /// difference. A name or an identifier is written up to its first line end (an identifier with NUL not at all):
    /// neither can add a field of its own.
    package static func append(_ event: ServerSentEvent, to output: inout [UInt8]) {
        if event.name != "message" {
            appendLine("event: ", firstLine(of: event.name), to: &output)
        }
        if let id = event.id, !id.utf8.contains(0) {
            appendLine("id: ", firstLine(of: id), to: &output)
        }
        appendData(event.data, to: &output)
        output.append(0x0A)
    }

    /// Appends a comment: readers ignore it, and it keeps a silent connection from being taken for dead.
    package static func appendComment(_ text: String = "", to output: inout [UInt8]) {
        appendLine(":", firstLine(of: text), to: &output)
        output.append(0x0A)
    }

    /// Appends the delay that a client is to wait before it connects again.
    package static func appendReconnection(milliseconds: Int, to output: inout [UInt8]) {
        output.append(contentsOf: "retry: ".utf8)
        output.append(decimal: max(0, milliseconds))
        output.append(contentsOf: [0x0A, 0x0A])
    }

    private static func appendData(_ data: [UInt8], to output: inout [UInt8]) {
        data.withUnsafeBufferPointer { data in
            var start = 0
            while let end = ByteSearch.first(0x0A, or: 0x0D, in: data, from: start) {
                appendLine("data: ", data[start..<end], to: &output)
                let isPair = data[end] == 0x0D && end + 1 < data.count && data[end + 1] == 0x0A
                start = end + (isPair ? 2 : 1)
            }
            appendLine("data: ", data[start...], to: &output)
        }
    }

    private static func firstLine(of text: String) -> Substring.UTF8View {
        text.utf8.prefix { $0 != 0x0A && $0 != 0x0D }
    }

    private static func appendLine(
        _ field: StaticString,
        _ value: some Collection<UInt8>,
        to output: inout [UInt8]
    ) {
        field.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(contentsOf: value)
        output.append(0x0A)
    }
}
