import HTTPTransport
import HTTPWire
import PlatformSupport
import WireFormats

/// An upstream's stream on its way to a client that knows another format.
///
/// Pulled by whoever delivers it, so a slow client slows the upstream, and no more than one piece of it is held.
struct TranslatedAnswer {
    /// What a look at the stream has brought.
    enum Progress: Equatable {
        /// There is something in `events`.
        case events
        /// Nothing yet.
        case silence
        /// There will be no more.
        case end
    }

    let response: UpstreamResponse
    let context: AnswerContext
    /// The model by the upstream's name.
    let model: String
    /// What was read and has not been taken yet; of an answer that is told as a whole, only what concerns the account.
    private(set) var events: [GenerationEvent] = []
    /// The answer as a whole, for a client that does not stream; nil until it has come.
    private(set) var message: [UInt8]?
    private var parser = ServerSentEventParser()
    private var decoder = ResponsesStreamDecoder()
    private var hasReadEvent = false
    private var hasEnded = false

    init(_ response: UpstreamResponse, _ context: AnswerContext, model: String) {
        self.response = response
        self.context = context
        self.model = model
    }

    /// Whether the model has begun to answer, and nothing of that was taken yet.
    var isAboutToBegin: Bool { events.contains { if case .started = $0 { true } else { false } } }

    /// Reads up to the point from which on a failure can only be told within the answer.
    ///
    /// Until then the upstream has accepted the request and nothing more; it may still turn it down. A client that wants
    /// a stream is not left without a sign of life for longer than `patience`; one that does not gets nothing before the
    /// end anyway.
    ///
    /// - Returns: why there is no answer; nil when there is one.
    mutating func begin(patience: Duration) async throws(UpstreamError) -> UpstreamFailure? {
        guard context.isStreaming else { return try await gather(within: patience) }
        let end = MonotonicTime.now.advanced(by: patience)
        var count = 0
        while true {
            let progress = try await read(within: Self.span(until: end))
            for event in events[count...] {
                if case .failed(let failure) = event { return failure }
                if case .started = event { return nil }
            }
            count = events.count
            // Much can come of which the client sees nothing.
            if progress != .events || MonotonicTime.now >= end { return nil }
        }
    }

    /// How long it is until a moment; nothing once it is over.
    static func span(until end: MonotonicTime) -> Duration {
        .nanoseconds(max(0, MonotonicTime.now.nanoseconds(until: end)))
    }

    /// Reads the answer to its end, or to a stop sequence, and holds no more of it than the message that it makes.
    private mutating func gather(within patience: Duration) async throws(UpstreamError) -> UpstreamFailure? {
        var assembler = MessageAssembler(context)
        var quota: GenerationEvent?
        defer { events = [quota, assembler.usage.map { .usage($0) }].compactMap { $0 } }
        while true {
            let progress = try await read(within: patience)
            for event in takeEvents() {
                if case .quota = event { quota = event }
                assembler.add(event)
            }
            switch assembler.outcome {
            case .failure(let failure): return failure
            case .message(let body):
                message = body
                return nil
            case nil:
                guard progress == .end else { continue }
                return UpstreamFailure(.brokenStream, message: "The upstream has ended its answer before it was whole")
            }
        }
    }

    /// Reads on, unless something that was read before is still there.
    mutating func next(within patience: Duration) async throws(UpstreamError) -> Progress {
        events.isEmpty ? try await read(within: patience) : .events
    }

    /// Takes what was read.
    mutating func takeEvents() -> [GenerationEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    /// Reads what is left behind the last event, so that the connection can be used again; drops it where there is more
    /// than that, or where it is long in coming.
    func drain() async {
        guard decoder.isEnded else { return response.cancel() }
        for _ in 0..<8 {
            switch try? await response.next(within: .milliseconds(100)) {
            case .bytes: continue
            case .end: return
            case .silence, nil: return response.cancel()
            }
        }
        response.cancel()
    }

    private mutating func read(within patience: Duration) async throws(UpstreamError) -> Progress {
        guard !hasEnded else { return .end }
        switch try await response.next(within: patience) {
        case .silence:
            return .silence
        case .end:
            if let page = notAStream { events.append(.failed(page)) } else { decoder.end(into: &events) }
            hasEnded = true
        case .bytes(let bytes):
            parser.feed(bytes)
            do throws(ServerSentEventError) {
                while !decoder.isEnded, let event = try parser.next() {
                    hasReadEvent = true
                    decoder.decode(event.data[...], into: &events)
                }
            } catch {
                events.append(.failed(UpstreamFailure(.brokenStream, message: "\(error)")))
                hasEnded = true
            }
            if decoder.isEnded { hasEnded = true }
        }
        return events.isEmpty && hasEnded ? .end : .events
    }

    /// What is wrong when the upstream has sent no event because it has answered with something else: the page of a
    /// login, or of whoever else stands at a wrong address.
    private var notAStream: UpstreamFailure? {
        guard !hasReadEvent, let type = response.fields[.contentType],
            !type.lowercased().hasPrefix("text/event-stream")
        else { return nil }
        let message = "The upstream has answered with \(type.prefix(80)) where a stream of events was to come"
        return UpstreamFailure(.server, message: message)
    }
}
