import HTTPWire

/// A request as read, with its body in one piece.
struct ReadRequest: Equatable {
    var head: HTTPRequestHead
    var framing: HTTPBodyFraming
    var body: [UInt8] = []
    var trailers: HTTPFields = [:]
    var isComplete = false

    /// Everything that a parser makes of the bytes, and the error that it ended with.
    static func all(
        from pieces: [ArraySlice<UInt8>],
        limits: HTTPLimits = HTTPLimits(),
        closes: Bool = true
    ) -> (requests: [ReadRequest], error: HTTPParseError?) {
        var parser = HTTPRequestParser(limits: limits)
        var requests: [ReadRequest] = []
        do throws(HTTPParseError) {
            for piece in pieces {
                parser.feed(piece)
                try drain(&parser, into: &requests)
            }
            if closes { parser.closeInput() }
            try drain(&parser, into: &requests)
        } catch {
            return (requests, error)
        }
        return (requests, nil)
    }

    private static func drain(
        _ parser: inout HTTPRequestParser,
        into requests: inout [ReadRequest]
    ) throws(HTTPParseError) {
        while let event = try parser.next() {
            switch event {
            case .head(let head, let framing): requests.append(ReadRequest(head: head, framing: framing))
            case .body(let piece): requests[requests.count - 1].body += piece
            case .trailers(let fields): requests[requests.count - 1].trailers = fields
            case .end: requests[requests.count - 1].isComplete = true
            }
        }
    }
}
