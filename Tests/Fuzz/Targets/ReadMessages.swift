import HTTPWire

/// What a parser has made of its input, with the bodies in one piece.
struct ReadMessages<Head: Equatable>: Equatable {
    private(set) var heads: [Head] = []
    private(set) var framings: [HTTPBodyFraming] = []
    private(set) var body: [UInt8] = []
    /// Where in `body` the messages end.
    private(set) var ends: [Int] = []
    private(set) var trailers: [HTTPFields] = []
    var error: HTTPParseError?

    private mutating func note(_ head: Head, _ framing: HTTPBodyFraming?) {
        heads.append(head)
        if let framing { framings.append(framing) }
    }
}

extension ReadMessages<HTTPRequestHead> {
    mutating func note(_ event: HTTPRequestEvent) {
        switch event {
        case .head(let head, let framing): note(head, framing)
        case .body(let piece): body += piece
        case .trailers(let fields): trailers.append(fields)
        case .end: ends.append(body.count)
        }
    }
}

extension ReadMessages<HTTPResponseHead> {
    mutating func note(_ event: HTTPResponseEvent) {
        switch event {
        case .informational(let head): note(head, nil)
        case .head(let head, let framing): note(head, framing)
        case .body(let piece): body += piece
        case .trailers(let fields): trailers.append(fields)
        case .end: ends.append(body.count)
        }
    }
}
