import PlatformSupport

/// One connection to the fake upstream.
final class UpstreamConnection: StreamMember {
    private unowned let upstream: FakeUpstream
    private var head: [UInt8] = []
    private var bodyStart: [UInt8] = []
    /// How much of the body is still to come; nil while the head is.
    private var bodyLeft: Int?
    /// The event that comes next in the stream; nil when there is none.
    private var nextEvent: Int?
    private var events = Answers.events
    /// How many pieces of the largest answer are still to be sent.
    private var bulkPieces = 0
    /// Each event waits to be asked for.
    private var isPaced = false

    init(_ socket: consuming OwnedDescriptor, on reactor: Reactor, of upstream: FakeUpstream) throws {
        self.upstream = upstream
        try super.init(socket, on: reactor)
    }

    var isStreaming: Bool { nextEvent != nil }

    override func receive(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while !rest.isEmpty {
            guard let left = bodyLeft else {
                rest = takeHead(rest)
                continue
            }
            let count = min(left, rest.count)
            takeBody(UnsafeRawBufferPointer(rebasing: rest[..<count]))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    override func didClose() {
        upstream.forget(self)
    }

    override func didDrain() {
        if bulkPieces > 0 { sendBulk() } else if !isPaced { sendRest() }
    }

    private func takeHead(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let before = head.count
        head.append(contentsOf: bytes)
        guard let end = Scan.end(of: "\r\n\r\n", in: head, from: max(0, before - 3)) else {
            return UnsafeRawBufferPointer(rebasing: bytes[bytes.count...])
        }
        let length = Scan.number(after: "content-length:", in: head[..<end]) ?? 0
        bodyLeft = length
        if length == 0 { answer(.message) }
        return UnsafeRawBufferPointer(rebasing: bytes[(end - before)...])
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) {
        if bodyStart.count < 256 { bodyStart.append(contentsOf: bytes.prefix(256)) }
        let left = (bodyLeft ?? 0) - bytes.count
        bodyLeft = left
        guard left == 0 else { return }
        // What was translated on its way is known by the name of its model.
        answer(wanted(after: "\"user_id\":\"") ?? wanted(after: "\"model\":\"") ?? .message)
    }

    private func wanted(after mark: StaticString) -> FakeUpstream.Case? {
        guard let start = Scan.end(of: mark, in: bodyStart, from: 0) else { return nil }
        return FakeUpstream.Case(rawValue: String(decoding: bodyStart[start...].prefix { $0 != 0x22 }, as: UTF8.self))
    }

    private func answer(_ wanted: FakeUpstream.Case) {
        head.removeAll(keepingCapacity: true)
        bodyStart.removeAll(keepingCapacity: true)
        bodyLeft = nil
        switch wanted {
        case .message: send(Answers.message)
        case .bulk:
            bulkPieces = Answers.bulkSize / Answers.bulkPiece.count
            if send(Answers.bulkHead) { sendBulk() }
        case .stream, .paced, .held, .responses, .response: startStream(wanted)
        }
    }

    private func sendBulk() {
        while bulkPieces > 0 {
            bulkPieces -= 1
            guard send(Answers.bulkPiece) else { return }
        }
    }

    private func startStream(_ wanted: FakeUpstream.Case) {
        nextEvent = 0
        switch wanted {
        case .responses: events = ResponsesAnswers.stream
        case .response: events = ResponsesAnswers.message
        default: events = Answers.events
        }
        isPaced = wanted == .paced || wanted == .held
        let isSent = send(Answers.streamHead)
        if wanted == .held { sendNextEvent() }
        if isPaced {
            upstream.wait(self)
        } else if isSent {
            sendRest()
        }
    }

    /// Sends one event in a packet of its own.
    ///
    /// - Returns: whether the kernel has room for another one, and there is one.
    @discardableResult
    func sendNextEvent() -> Bool {
        guard let event = nextEvent else { return false }
        let isSent = send(events[event])
        nextEvent = event + 1
        guard event + 1 == events.count else { return isSent }
        nextEvent = nil
        send(Answers.streamEnd)
        return false
    }

    /// Sends event by event, and goes on whenever the kernel has room again.
    func sendRest() {
        isPaced = false
        while sendNextEvent() {}
    }
}
