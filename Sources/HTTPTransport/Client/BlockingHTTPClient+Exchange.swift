import HTTPWire
import PlatformSupport

extension BlockingHTTPClient {
    /// One exchange; the connection survives only a complete one.
    mutating func run(
        _ request: HTTPClientRequest,
        _ limit: WaitLimit,
        _ consume: (HTTPResponseHead, ArraySlice<UInt8>) -> Bool
    ) throws(HTTPTransportError) -> (head: HTTPResponseHead, trailers: HTTPFields) {
        let isReused = socket != nil
        hasAnswered = false
        do throws(HTTPTransportError) {
            if !isReused { try connect(limit) }
            parser.expectResponse(to: request.method)
            try send(request.serializedHead(authority: address.authority) + request.body, limit)
            let response = try readResponse(limit, consume)
            if !response.isReusable || request.wantsClose || parser.hasUnreadInput { close() }
            return (response.head, response.trailers)
        } catch {
            close()
            let isStale = isReused && !hasAnswered && error == .disconnected
            throw isStale ? .staleConnection : error
        }
    }

    private mutating func connect(_ limit: WaitLimit) throws(HTTPTransportError) {
        let deadline = limit.deadline(from: .now)
        while socket == nil {
            do throws(SystemError) {
                socket = try StreamSocket.connect(to: address)
            } catch {
                // A Unix socket whose backlog is full says so at once instead of waiting, unix(7).
                guard error.wouldBlock else { throw .cannotConnect(error) }
                guard MonotonicTime.now < deadline else { throw .timedOut }
                MonotonicTime.pause(nanoseconds: 1_000_000)
            }
        }
        guard address.port != nil else { return }
        try wait(forWriting: true, until: deadline)
        do throws(SystemError) {
            try StreamSocket.finishConnecting(raw, to: address)
        } catch {
            throw .cannotConnect(error)
        }
    }

    private mutating func send(_ bytes: [UInt8], _ limit: WaitLimit) throws(HTTPTransportError) {
        var sent = 0
        while sent < bytes.count {
            let outcome = bytes.withUnsafeBytes { bytes in
                Result { () throws(SystemError) -> Int in
                    try StreamSocket.send(UnsafeRawBufferPointer(rebasing: bytes[sent...]), to: raw)
                }
            }
            switch outcome {
            case .success(let count): sent += count
            case .failure(let error):
                try checkIsWaiting(error)
                try wait(forWriting: true, until: limit.deadline(from: .now))
            }
        }
    }

    /// Reads up to the end of the response or until `consume` has had enough.
    private mutating func readResponse(
        _ limit: WaitLimit,
        _ consume: (HTTPResponseHead, ArraySlice<UInt8>) -> Bool
    ) throws(HTTPTransportError) -> (head: HTTPResponseHead, trailers: HTTPFields, isReusable: Bool) {
        var head: HTTPResponseHead?
        var framing = HTTPBodyFraming.none
        var trailers: HTTPFields = [:]
        while true {
            switch try nextEvent(limit) {
            case .informational: continue
            case .head(let received, let itsFraming):
                head = received
                framing = itsFraming
            case .body(let piece):
                guard let head else { continue }
                guard consume(head, piece) else { return (head, trailers, false) }
            case .trailers(let fields): trailers = fields
            case .end:
                guard let head else { throw .disconnected }
                return (head, trailers, head.wantsKeepAlive && framing != .untilClose)
            }
        }
    }

    private mutating func nextEvent(_ limit: WaitLimit) throws(HTTPTransportError) -> HTTPResponseEvent {
        while true {
            do throws(HTTPParseError) {
                if let event = try parser.next() { return event }
            } catch {
                throw HTTPTransportError(error)
            }
            try receive(limit)
        }
    }

    private mutating func receive(_ limit: WaitLimit) throws(HTTPTransportError) {
        let size = 64 * 1024
        let outcome = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer in
            let outcome = Result { () throws(SystemError) -> Int in
                try StreamSocket.receive(from: raw, into: buffer)
            }
            if case .success(let count) = outcome {
                parser.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
            return outcome
        }
        switch outcome {
        case .success(0): parser.closeInput()
        case .success: hasAnswered = true
        case .failure(let error):
            try checkIsWaiting(error)
            try wait(forWriting: false, until: limit.deadline(from: .now))
        }
    }

    /// The descriptor; none (-1, which every call refuses) when there is no connection.
    private var raw: CInt {
        switch socket {
        case .some(let socket): socket.raw
        case .none: -1
        }
    }

    private func checkIsWaiting(_ error: SystemError) throws(HTTPTransportError) {
        guard !error.wouldBlock else { return }
        throw error.isDisconnected ? .disconnected : .system(error)
    }

    private func wait(forWriting: Bool, until deadline: MonotonicTime) throws(HTTPTransportError) {
        let began = MonotonicTime.now
        while true {
            let now = MonotonicTime.now
            let rest = deadline == .distantFuture ? nil : now.nanoseconds(until: deadline)
            let slice = whileWaiting == nil ? rest : min(rest ?? .max, 100_000_000)
            do throws(SystemError) {
                if try StreamSocket.wait(for: raw, forWriting: forWriting, nanoseconds: slice) { return }
            } catch {
                throw .system(error)
            }
            guard MonotonicTime.now < deadline else { throw .timedOut }
            whileWaiting?(.nanoseconds(began.nanoseconds(until: .now)))
        }
    }
}
