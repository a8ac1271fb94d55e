import HTTPWire

/// Puts the head of a response together from the lines that libcurl hands over one by one.
///
/// The lines go through the parser that reads every other response, so the same limits and the same strictness apply.
struct ResponseHeadReader {
    private enum Phase {
        case head
        case complete
    }

    private var parser: HTTPResponseParser
    private var phase = Phase.head
    private(set) var isHTTP2 = false

    init(method: HTTPMethod, limits: HTTPLimits) {
        parser = HTTPResponseParser(limits: limits)
        parser.expectResponse(to: method)
    }

    /// Takes in the next line, with its line end.
    ///
    /// - Returns: the head when it is complete; not for the informational responses that may come before it.
    /// - Throws: why it is none. Lines behind the head are trailers, which nobody reads.
    mutating func read(_ line: UnsafeRawBufferPointer) throws(HTTPParseError) -> HTTPResponseHead? {
        guard phase == .head else { return nil }
        if line.starts(with: Self.protocolName) {
            feedStatusLine(line)
        } else {
            parser.feed(line)
        }
        while let event = try parser.next() {
            guard case .head(let head, _) = event else { continue }
            phase = .complete
            return head
        }
        return nil
    }

    private static let protocolName = Array("HTTP/".utf8)

    /// libcurl writes `HTTP/2 200` for a response that has no status line of its own.
    private mutating func feedStatusLine(_ line: UnsafeRawBufferPointer) {
        let space = line.firstIndex(of: 0x20) ?? line.endIndex
        guard line[..<space].elementsEqual(Self.version2) else { return parser.feed(line) }
        isHTTP2 = true
        parser.feed(Self.version11)
        parser.feed(UnsafeRawBufferPointer(rebasing: line[space...]))
    }

    private static let version2 = Array("HTTP/2".utf8)
    private static let version11 = Array("HTTP/1.1".utf8)
}
