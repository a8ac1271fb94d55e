/// Reads HTTP/1.1 requests from bytes that come in any pieces (RFC 9112).
///
/// A value without any I/O: `feed` it what was received, then take events with `next` until it returns nil. One
/// request after the other is read from the same connection, so that pipelining needs nothing more. It is strict where
/// laxness lets two readers disagree about where a message ends.
///
/// It buffers what it is fed until it is asked for: a reader that takes events slowly must also feed slowly.
package struct HTTPRequestParser: Sendable {
    private enum Phase: Sendable {
        case head
        case body(BodyDecoder)
        case failed(HTTPParseError)
    }

    private let limits: HTTPLimits
    private var input = InputBuffer()
    private var phase = Phase.head
    private var scanner = FieldSectionScanner()
    private var startLine: RequestLine?
    private var isInputClosed = false

    package init(limits: HTTPLimits = HTTPLimits()) {
        self.limits = limits
    }

    /// Whether the parser stands between two requests, with nothing of the next one received.
    package var isIdle: Bool {
        guard case .head = phase else { return false }
        return input.isEmpty
    }

    /// Hands over bytes that were received.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        input.append(bytes)
    }

    /// Hands over bytes that were received.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        Array(bytes).withUnsafeBytes { input.append($0) }
    }

    /// Says that the peer will send no more.
    package mutating func closeInput() {
        isInputClosed = true
    }

    /// The next event; nil when more bytes are needed, or when the peer has closed between two requests.
    ///
    /// - Throws: why the bytes are no request; from then on every call throws the same.
    package mutating func next() throws(HTTPParseError) -> HTTPRequestEvent? {
        do throws(HTTPParseError) {
            switch phase {
            case .failed(let error): throw error
            case .head: return try nextInHead()
            case .body(let decoder): return try nextInBody(decoder)
            }
        } catch {
            phase = .failed(error)
            throw error
        }
    }

    private mutating func nextInHead() throws(HTTPParseError) -> HTTPRequestEvent? {
        skipEmptyLines()
        guard !input.isEmpty else { return nil }
        let end = try input.withBytes { (bytes) throws(HTTPParseError) -> Int? in
            try scanHead(bytes)
        }
        guard let end, let line = startLine else {
            if isInputClosed { throw .truncated }
            return nil
        }
        let fields = HTTPFields(bytes: input.takeArray(end), entries: scanner.entries)
        scanner = FieldSectionScanner()
        startLine = nil
        let head = line.head(with: fields)
        let framing = try HTTPRequestParser.check(head)
        phase = .body(BodyDecoder(framing))
        return .head(head, framing)
    }

    private mutating func nextInBody(_ decoder: BodyDecoder) throws(HTTPParseError) -> HTTPRequestEvent? {
        var decoder = decoder
        let step = try decoder.next(&input, limits: limits)
        phase = .body(decoder)
        switch step {
        case .data(let piece): return .body(piece)
        case .trailers(let fields): return .trailers(fields)
        case .end:
            phase = .head
            return .end
        case .incomplete:
            if isInputClosed { throw .truncated }
            return nil
        }
    }

    /// Ignores empty lines before a request, as RFC 9112 §2.2 asks for the sake of old clients.
    private mutating func skipEmptyLines() {
        guard scanner.isAtStart else { return }
        let count = input.withBytes { bytes in
            var count = 0
            while count + 1 < bytes.count, bytes[count] == 0x0D, bytes[count + 1] == 0x0A { count += 2 }
            return count
        }
        input.consume(count)
    }

    private mutating func scanHead(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPParseError) -> Int? {
        if startLine == nil {
            // What begins with anything else is another protocol (TLS, for one): no use in waiting for its line end.
            guard ByteClass.isMember(bytes[0], of: .token) else {
                if bytes[0] == 0x0D, bytes.count == 1 { return nil }
                throw .malformedStartLine
            }
            switch try scanner.nextLine(in: bytes, limits: limits) {
            case .incomplete: return nil
            case .empty: throw .malformedStartLine
            case .text(let line):
                startLine = try RequestLine(UnsafeBufferPointer(rebasing: bytes[line]), limits: limits)
            }
        }
        return try scanner.scanFields(in: bytes, limits: limits)
    }

    /// What must hold for the head as a whole.
    private static func check(_ head: HTTPRequestHead) throws(HTTPParseError) -> HTTPBodyFraming {
        let framing = try MessageFraming(of: head.fields, version: head.version).ofRequest
        let hosts = head.fields.count(of: .host)
        guard hosts == 1 || (hosts == 0 && head.version == .http10) else { throw .invalidHost }
        let isValid = head.fields.withValue(of: .host) { value in
            value.allSatisfy { ByteClass.isMember($0, of: .target) && $0 != 0x2F && $0 != 0x40 && $0 != 0x2C }
        }
        guard isValid != false else { throw .invalidHost }
        return framing
    }
}
