import HTTPWire
import PlatformSupport

extension ServerConnection {
    /// Up to this size a piece is copied behind the head; larger ones are sent from where they lie.
    private static let copyLimit = 16 * 1024

    private static let framingFields: HTTPFieldNameSet = [.transferEncoding, .contentLength, .connection]

    var bufferedCount: Int { output.count }

    private var writeLimit: WaitLimit {
        .stall(nanoseconds: server.configuration.writeTimeout.wholeNanoseconds)
    }

    func sendContinue() async throws(HTTPTransportError) {
        owesContinue = false
        guard case .none = response else { return }
        try await socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), within: writeLimit)
    }

    /// Sends a whole response.
    func respond(_ response: HTTPResponse, to number: UInt64) async throws(HTTPTransportError) {
        try check(number)
        guard case .none = self.response else { throw .ended }
        let framing = ResponseFraming(
            method: head?.method ?? .get,
            version: head?.version ?? .http11,
            status: response.status,
            length: declaredLength(of: response)
        )
        appendHead(response.head, framing)
        self.response = .complete
        if framing.body == .dropped {
            try await send([])
        } else {
            try await send(response.body[...])
        }
    }

    /// The length of a whole response's body.
    ///
    /// Where none goes out, the handler may state that of the body that it would have sent.
    private func declaredLength(of response: HTTPResponse) -> Int? {
        guard response.body.isEmpty, head?.method == .head || response.status == .notModified else {
            return response.body.count
        }
        let declared = response.fields[.contentLength].flatMap(Int.init)
        return declared ?? (response.status == .notModified ? nil : 0)
    }

    /// Sends the head of a response whose body is to come.
    func start(_ head: HTTPResponseHead, for number: UInt64, flush: Bool) async throws(HTTPTransportError) {
        try check(number)
        guard case .none = response else { throw .ended }
        let framing = ResponseFraming(
            method: self.head?.method ?? .get,
            version: self.head?.version ?? .http11,
            status: head.status,
            length: head.fields[.contentLength].flatMap(Int.init)
        )
        if framing.body == .untilClose { keepsAlive = false }
        appendHead(head, framing)
        response = .open(framing.body, remaining: framing.contentLength ?? 0)
        if flush { try await send([]) }
    }

    /// Sends a piece of the body, behind what is buffered.
    func write(_ bytes: ArraySlice<UInt8>, for number: UInt64) async throws(HTTPTransportError) {
        guard bytes.count > Self.copyLimit else {
            try buffer(bytes, for: number)
            return try await send([])
        }
        switch try claim(bytes.count, for: number) {
        case .dropped: try await send([])
        case .length, .untilClose: try await send(bytes)
        case .chunked:
            _ = ChunkedEncoder.appendHeader(count: bytes.count, to: &output)
            try await send(bytes)
            // Goes out with whatever comes next: there always is something, if only the last chunk.
            ChunkedEncoder.appendFooter(to: &output)
        }
    }

    /// Keeps a piece of the body for later.
    func buffer(_ bytes: ArraySlice<UInt8>, for number: UInt64) throws(HTTPTransportError) {
        switch try claim(bytes.count, for: number) {
        case .dropped: break
        case .length, .untilClose: output.append(contentsOf: bytes)
        case .chunked: ChunkedEncoder.append(bytes, to: &output)
        }
    }

    /// Ends the body.
    func finish(trailers: HTTPFields, for number: UInt64) async throws(HTTPTransportError) {
        try check(number)
        guard case .open(let body, let remaining) = response else { throw .ended }
        if case .length = body, remaining > 0 { throw .wrongBodyLength }
        if body == .chunked { ChunkedEncoder.finish(trailers: trailers, to: &output) }
        response = .complete
        try await send([])
    }

    /// Counts bytes that are about to be written against the length that was promised.
    private func claim(_ count: Int, for number: UInt64) throws(HTTPTransportError) -> ResponseFraming.Body {
        try check(number)
        guard case .open(let body, let remaining) = response else { throw .ended }
        if case .length = body {
            guard count <= remaining else { throw .wrongBodyLength }
            response = .open(body, remaining: remaining - count)
        }
        return body
    }

    private func check(_ number: UInt64) throws(HTTPTransportError) {
        server.loop.assertIsCurrent()
        guard number == exchangeNumber else { throw .ended }
    }

    private func appendHead(_ response: HTTPResponseHead, _ framing: ResponseFraming) {
        var response = response
        // Framing and persistence are decided here, whatever a handler relays from elsewhere.
        if response.fields.hasElement("close", in: .connection) || server.isDraining { keepsAlive = false }
        response.fields.remove(Self.framingFields)
        response.version = .http11
        // An unread body that is waited for with 100 Continue makes the next request ambiguous.
        if owesContinue { keepsAlive = false }
        response.serializeOpen(into: &output)
        if !response.fields.contains(.date) { server.dateField.append(to: &output) }
        if let length = framing.contentLength {
            output.append(uncheckedField: "content-length", decimal: length)
        }
        if framing.body == .chunked { output.append(uncheckedField: "transfer-encoding", "chunked") }
        if !keepsAlive {
            output.append(uncheckedField: "connection", "close")
        } else if head?.version == .http10 {
            output.append(uncheckedField: "connection", "keep-alive")
        }
        output.append(0x0D)
        output.append(0x0A)
    }

    /// Sends what is buffered and then `bytes`.
    private func send(_ bytes: ArraySlice<UInt8>) async throws(HTTPTransportError) {
        var first = output
        output = []
        if bytes.count <= Self.copyLimit {
            first.append(contentsOf: bytes)
            try await socket.send(first, within: writeLimit)
        } else {
            try await socket.send(first, bytes, within: writeLimit)
        }
        // The memory is kept for the next response of this connection, unless it has become large.
        if output.isEmpty, first.capacity <= Self.copyLimit {
            first.removeAll(keepingCapacity: true)
            output = first
        }
    }
}
