import HTTPWire

extension FuzzTarget {
    /// Server-sent events; what was read is written and read again as the same.
    static let eventStream = FuzzTarget(
        inPieces: "event-stream",
        Mutator(
            [
                "\u{FEFF}event: add\r\nid: 7\r\ndata: 1\ndata: 2\n\n:comment\n\nretry: 10\r\rdata\n\n",
                "event: message_start\ndata: {\"type\":\"message_start\"}\n\nevent: ping\ndata: {}\n\n",
                "data: [DONE]\n\n", "id\ndata:x\r\n\r\nid: \0\ndata: y\r\rretry: x\n\n",
            ].map { Array($0.utf8) },
            tokens: [
                "\n", "\r", "\r\n", "\n\n", "data", "data:", "data: ", "event: ", "id: ", "id:\n", "retry: ", ":",
                "\u{FEFF}",
                "retry: 99999999999999999999\n",
            ]
        )
    ) { pieces in
        // The limit is small enough to be met.
        let read = readEvents(pieces, limit: 80)
        var bytes: [UInt8] = []
        for event in read.events { ServerSentEventWriter.append(event, to: &bytes) }
        let again = readEvents([bytes[...]], limit: 1 << 20).events
        guard again.map(\.name) == read.events.map(\.name), again.map(\.data) == read.events.map(\.data) else {
            throw FuzzFailure("written and read again, \(read.events) are \(again)")
        }
        return read
    }

    private struct ReadEvents: Equatable {
        var events: [ServerSentEvent] = []
        var lastID = ""
        var delay: Int?
        var error: ServerSentEventError?
    }

    private static func readEvents(_ pieces: [ArraySlice<UInt8>], limit: Int) -> ReadEvents {
        var parser = ServerSentEventParser(limit: limit)
        var read = ReadEvents()
        do throws(ServerSentEventError) {
            for piece in pieces {
                parser.feed(piece)
                while let event = try parser.next() { read.events.append(event) }
            }
        } catch {
            read.error = error
        }
        read.lastID = parser.lastEventID
        read.delay = parser.reconnectionMilliseconds
        return read
    }
}
