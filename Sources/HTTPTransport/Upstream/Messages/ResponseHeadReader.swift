import HTTPWire

/// Puts the head of a response together from the lines that libcurl hands over one by one.
///
/// The lines go through the parser that reads every other response, so the same limits and the same strictness apply.
struct ResponseHeadReader {
    private var parser: HTTPResponseParser
    private let limit: Int
    /// The lines of one head so far.
    private var lines: [UInt8] = []
    private var isComplete = false
    /// Whether anything has come.
    private(set) var hasBegun = false
    private(set) var isHTTP2 = false

    init(method: HTTPMethod, limits: HTTPLimits) {
        parser = HTTPResponseParser(limits: limits)
        parser.expectResponse(to: method)
        limit = limits.headSize
    }

    /// Takes in the next line, with its line end.
    ///
    /// - Returns: the head when it is complete; not for the informational responses that may come before it.
    /// - Throws: why it is none. Lines behind the head are trailers, which nobody reads.
    mutating func read(_ line: UnsafeRawBufferPointer) throws(HTTPParseError) -> HTTPResponseHead? {
        hasBegun = true
        guard !isComplete else { return nil }
        if lines.isEmpty {
            appendStatusLine(line)
        } else {
            lines.append(contentsOf: line)
        }
        guard lines.count <= limit else { throw .headTooLarge }
        // The empty line that ends a head.
        guard line.count <= 2, line.first == 0x0D || line.first == 0x0A else { return nil }
        lines.withUnsafeBytes { parser.feed($0) }
        lines.removeAll(keepingCapacity: true)
        while let event = try parser.next() {
            guard case .head(let head, _) = event else { continue }
            isComplete = true
            return head
        }
        return nil
    }

    /// libcurl writes `HTTP/2 200` for a response that has no status line of its own.
    private mutating func appendStatusLine(_ line: UnsafeRawBufferPointer) {
        lines.reserveCapacity(1024)
        // "HTTP/2 "
        guard line.count > 7, line[5] == 0x32, line[6] == 0x20 else { return lines.append(contentsOf: line) }
        isHTTP2 = true
        lines.append(contentsOf: "HTTP/1.1".utf8)
        lines.append(contentsOf: line[6...])
    }
}
