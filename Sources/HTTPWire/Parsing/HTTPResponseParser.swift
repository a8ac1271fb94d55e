/// Reads HTTP/1.1 responses from bytes that come in any pieces (RFC 9112).
///
/// A value without any I/O. Before each response it must be told which method the response answers, because that
/// decides whether there is a body (RFC 9112 §6.3); after `end` it reads nothing until it is told the next.
package struct HTTPResponseParser: Sendable {
    private enum Phase: Sendable {
        case idle
        case head(HTTPMethod)
        case body(BodyDecoder)
        case failed(HTTPParseError)
    }

    private let limits: HTTPLimits
    private var input = InputBuffer()
    private var phase = Phase.idle
    private var scanner = FieldSectionScanner()
    private var startLine: StatusLine?
    private var isInputClosed = false

    package init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    /// Expects the response to a request with that method.
    package mutating func expectResponse(to method: HTTPMethod) {
        phase = .head(method)
    }

    /// Whether bytes wait that no event has covered.
    ///
    /// Between two exchanges they are bytes that nobody asked for.
    package var hasUnreadInput: Bool { !input.isEmpty }

    /// Hands over bytes that were received.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        input.append(bytes)
    }

    /// Hands over bytes that were received.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        Array(bytes).withUnsafeBytes { input.append($0) }
    }

    /// Says that the peer will send no more; ends a body that has no other end.
    package mutating func closeInput() {
        isInputClosed = true
    }

    /// The next event; nil when more bytes are needed, or when no response is expected.
    ///
    /// - Throws: why the bytes are no response; from then on every call throws the same.
    package mutating func next() throws(HTTPParseError) -> HTTPResponseEvent? {
        do throws(HTTPParseError) {
            switch phase {
            case .idle: return nil
            case .failed(let error): throw error
            case .head(let method): return try nextInHead(method)
            case .body(let decoder): return try nextInBody(decoder)
            }
        } catch {
            phase = .failed(error)
            throw error
        }
    }

    private mutating func nextInHead(_ method: HTTPMethod) throws(HTTPParseError) -> HTTPResponseEvent? {
        let end =
            input.isEmpty
            ? nil : try input.withBytes { (bytes) throws(HTTPParseError) -> Int? in try scanHead(bytes) }
        guard let end, let line = startLine else {
            if isInputClosed { throw .truncated }
            return nil
        }
        let fields = HTTPFields(bytes: input.takeArray(end), entries: scanner.entries)
        scanner = FieldSectionScanner()
        startLine = nil
        let head = line.head(with: fields)
        guard head.status != 101 else { throw .unexpectedUpgrade }
        if head.status.isInformational { return .informational(head) }
        let framing = try MessageFraming(of: fields, version: head.version)
            .ofResponse(status: head.status, to: method)
        phase = .body(BodyDecoder(framing))
        return .head(head, framing)
    }

    private mutating func nextInBody(_ decoder: BodyDecoder) throws(HTTPParseError) -> HTTPResponseEvent? {
        var decoder = decoder
        let step = try decoder.next(&input, limits: limits)
        phase = .body(decoder)
        switch step {
        case .data(let piece): return .body(piece)
        case .trailers(let fields): return .trailers(fields)
        case .end:
            phase = .idle
            return .end
        case .incomplete:
            guard isInputClosed else { return nil }
            guard decoder.endsWithConnection else { throw .truncated }
            phase = .idle
            return .end
        }
    }

    private mutating func scanHead(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPParseError) -> Int? {
        if startLine == nil {
            guard bytes[0] == 0x48 else { throw .malformedStartLine }
            switch try scanner.nextLine(in: bytes, limits: limits) {
            case .incomplete: return nil
            case .empty: throw .malformedStartLine
            case .text(let line): startLine = try StatusLine(UnsafeBufferPointer(rebasing: bytes[line]))
            }
        }
        return try scanner.scanFields(in: bytes, limits: limits)
    }
}
