import HTTPWire

/// A response as read, with its body in one piece.
struct ReadResponse: Equatable {
    var interim: [HTTPResponseHead] = []
    var head: HTTPResponseHead?
    var framing: HTTPBodyFraming?
    var body: [UInt8] = []
    var trailers: HTTPFields = [:]
    var isComplete = false
    var error: HTTPParseError?
    var hasUnreadInput = false

    /// What a parser makes of the bytes as the response to one request.
    init(
        to method: HTTPMethod = .get,
        from pieces: [ArraySlice<UInt8>],
        closes: Bool = true,
        limits: HTTPLimits = HTTPLimits()
    ) {
        var parser = HTTPResponseParser(limits: limits)
        parser.expectResponse(to: method)
        do throws(HTTPParseError) {
            for piece in pieces {
                parser.feed(piece)
                try drain(&parser)
            }
            if closes { parser.closeInput() }
            try drain(&parser)
        } catch {
            self.error = error
        }
        hasUnreadInput = parser.hasUnreadInput
    }

    private mutating func drain(_ parser: inout HTTPResponseParser) throws(HTTPParseError) {
        while let event = try parser.next() {
            switch event {
            case .informational(let head): interim.append(head)
            case .head(let head, let framing):
                self.head = head
                self.framing = framing
            case .body(let piece): body += piece
            case .trailers(let fields): trailers = fields
            case .end: isComplete = true
            }
        }
    }
}
