import HTTPWire
import TestSupport
import Testing

struct ServerSentEventTests {
    static func events(_ pieces: [ArraySlice<UInt8>], limit: Int = 1 << 20) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser(limit: limit)
        var result: [ServerSentEvent] = []
        for piece in pieces {
            parser.feed(piece)
            while let event = try parser.next() { result.append(event) }
        }
        return result
    }

    struct Example: Sendable {
        let stream: String
        let events: [ServerSentEvent]
    }

    /// The examples of the standard, then its corners.
    static let examples = [
        Example(
            stream: "data: YHOO\ndata: +2\ndata: 10\n\n",
            events: [ServerSentEvent(text: "YHOO\n+2\n10")]
        ),
        Example(
            stream: ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            events: [
                ServerSentEvent(text: "first event", id: "1"), ServerSentEvent(text: "second event", id: ""),
                ServerSentEvent(text: " third event"),
            ]
        ),
        Example(
            stream: "data\n\ndata\ndata\n\ndata:",
            events: [ServerSentEvent(text: ""), ServerSentEvent(text: "\n")]
        ),
        Example(
            stream: "data:test\n\ndata: test\n\n",
            events: [ServerSentEvent(text: "test"), ServerSentEvent(text: "test")]
        ),
        Example(
            stream: "\u{FEFF}event: add\rdata: 1\r\rdata: 2\r\n\r\ndata: 3\n\r\ndata: 4\n\n",
            events: [
                ServerSentEvent(name: "add", text: "1"), ServerSentEvent(text: "2"), ServerSentEvent(text: "3"),
                ServerSentEvent(text: "4"),
            ]
        ),
        Example(stream: "event: lost\n\ndata: kept\n\n", events: [ServerSentEvent(text: "kept")]),
        Example(stream: "event:\ndata: x\n\n", events: [ServerSentEvent(text: "x")]),
        Example(stream: "id: a\u{0}b\ndata: x\n\n", events: [ServerSentEvent(text: "x")]),
        Example(stream: "unknown: 1\n data: y\nDATA: z\ndata: x\n\n", events: [ServerSentEvent(text: "x")]),
        Example(stream: "data: Käse\u{1F9C0}\n\n", events: [ServerSentEvent(text: "Käse\u{1F9C0}")]),
        Example(stream: "data: cut off\n", events: []),
        Example(stream: "\n\n\r\r\n", events: []),
    ]

    @Test(arguments: examples)
    func `a stream has the same events however it is cut`(example: Example) throws {
        for pieces in Pieces.all(of: Array(example.stream.utf8)) {
            #expect(try Self.events(pieces) == example.events, "cut into \(pieces.map(\.count))")
        }
    }

    @Test func `an identifier stays in force and retry is read`() throws {
        var parser = ServerSentEventParser()
        parser.feed("id: 7\ndata: a\n\ndata: b\nretry: 2500\n\nretry: 1x\n\nretry: 99999999999999999999\n\n".utf8)
        while try parser.next() != nil {}
        #expect(parser.lastEventID == "7")
        #expect(parser.reconnectionMilliseconds == 2500)
        parser.feed("id\n\n".utf8)
        #expect(try parser.next() == nil)
        #expect(parser.lastEventID == "")
    }

    @Test func `invalid UTF-8 becomes the replacement character`() throws {
        let events = try Self.events([Array("data: a".utf8)[...], [0xFF], Array("b\n\n".utf8)[...]])
        #expect(events.map(\.text) == ["a\u{FFFD}b"])
    }

    @Test(arguments: ["data: 0123456789", "data: 01234\ndata: 56789\ndata: 01234\n", ": 01234567890123456789"])
    func `an event larger than the limit is refused`(stream: String) {
        for pieces in Pieces.all(of: Array(stream.utf8)) {
            #expect(throws: ServerSentEventError.eventTooLarge(limit: 12)) { try Self.events(pieces, limit: 12) }
        }
    }

    @Test(arguments: RandomSeeds.fresh(2))
    func `what is written is read again`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab: \n\u{0}é".utf8)
        for _ in 1...300 {
            let data = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            let event = ServerSentEvent(
                name: ["message", "ping", "content_block_delta"].randomElement(using: &generator) ?? "",
                data: data,
                id: Bool.random(using: &generator) ? "\(generator.next())" : nil
            )
            var bytes: [UInt8] = []
            ServerSentEventWriter.appendComment("still here", to: &bytes)
            ServerSentEventWriter.append(event, to: &bytes)
            ServerSentEventWriter.append(event, to: &bytes)
            let pieces = Pieces.random(of: bytes, using: &generator)
            #expect(try Self.events(pieces) == [event, event], "seed \(seed)")
        }
    }

    @Test func `every kind of line end in data becomes LF`() throws {
        var bytes: [UInt8] = []
        ServerSentEventWriter.append(ServerSentEvent(text: "a\r\nb\rc\nd\r\n"), to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n")
        #expect(try Self.events([bytes[...]]).map(\.text) == ["a\nb\nc\nd\n"])
    }

    @Test func `a name or an identifier cannot add a field`() {
        var bytes: [UInt8] = []
        ServerSentEventWriter.append(ServerSentEvent(name: "x\ndata: y", text: "z", id: "1\r\ndata: y"), to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "event: x\nid: 1\ndata: z\n\n")
    }

    @Test func `the reconnection delay is written as a field of its own`() throws {
        var bytes: [UInt8] = []
        ServerSentEventWriter.appendReconnection(milliseconds: 1500, to: &bytes)
        var parser = ServerSentEventParser()
        parser.feed(bytes)
        #expect(try parser.next() == nil)
        #expect(parser.reconnectionMilliseconds == 1500)
    }
}
