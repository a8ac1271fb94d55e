internal import JSON

/// Reads the stream of OpenAI's Responses API, as the public API and the ChatGPT codex backend send it.
///
/// Takes the data of one event after the other and says what it means. Holds no text: of each item of the output only
/// lengths are kept, so that what the deltas left out can be taken from the events that repeat the whole. Rebuilds the
/// output from the items' events, because the codex backend ends with `output: []`. Events of unknown types are passed
/// over; data that is no JSON breaks the stream off, since nobody can tell what was lost.
package struct ResponsesStreamDecoder: Sendable {
    enum Phase {
        /// Nothing was generated yet: a failure can still become an HTTP status.
        case waiting
        case answering
        case ended
    }

    /// How many items an answer may have.
    static let itemLimit = 4096

    var phase = Phase.waiting
    var items: [ResponsesOutputItem] = []
    var responseID: String?
    var hasCalledTool = false
    var hasRefused = false

    /// A decoder at the beginning of a stream.
    package init() {}

    /// Whether the answer is whole or has failed: whatever follows means nothing.
    package var isEnded: Bool { phase == .ended }

    /// Appends what one event means.
    ///
    /// - Parameters:
    ///   - data: the event's data; its name is not needed, since the data repeats it.
    ///   - events: what is appended to.
    package mutating func decode(_ data: ArraySlice<UInt8>, into events: inout [GenerationEvent]) {
        guard phase != .ended else { return }
        data.withUnsafeBytes { text in
            // How streams of other OpenAI formats end; some servers put it here, too.
            guard !text.isEmpty, !text.isText("[DONE]") else { return }
            guard let fields = ResponsesEventFields(text) else {
                return fail("The upstream sent an event that is no JSON object", into: &events)
            }
            guard let kind = fields.type.flatMap({ ResponsesEventKind(type: $0) }) else { return }
            apply(kind, fields, into: &events)
        }
    }

    /// Takes the end of the stream into account: an answer that was not finished has failed.
    package mutating func end(into events: inout [GenerationEvent]) {
        guard phase != .ended else { return }
        fail("The upstream closed the stream before the answer was complete", into: &events)
    }

    private mutating func apply(
        _ kind: ResponsesEventKind,
        _ fields: ResponsesEventFields,
        into events: inout [GenerationEvent]
    ) {
        switch kind {
        case .textDelta: applyText(fields, fields.delta, isRefusal: false, into: &events)
        case .refusalDelta: applyText(fields, fields.delta, isRefusal: true, into: &events)
        case .textDone: completeText(fields, isRefusal: false, into: &events)
        case .refusalDone: completeText(fields, isRefusal: true, into: &events)
        case .partDone: endPart(fields, into: &events)
        case .citation: applyCitation(fields, into: &events)
        case .summaryDelta: applyThought(fields, isRaw: false, into: &events)
        case .thoughtDelta: applyThought(fields, isRaw: true, into: &events)
        case .summaryDone: completeThought(fields, isRaw: false, into: &events)
        case .thoughtDone: completeThought(fields, isRaw: true, into: &events)
        case .argumentsDelta: applyArguments(fields, into: &events)
        case .argumentsDone: completeArguments(fields, into: &events)
        case .itemAdded: addItem(fields, into: &events)
        case .itemDone: endItem(fields, into: &events)
        case .accepted: responseID = responseID ?? fields.subject.flatMap(Self.identifier)
        case .completed, .incomplete, .failed: endResponse(kind, fields, into: &events)
        case .error: applyError(fields, into: &events)
        case .rateLimits: applyRateLimits(fields, into: &events)
        }
    }

    /// Says that the model has begun to answer, once.
    mutating func begin(into events: inout [GenerationEvent]) {
        guard phase == .waiting else { return }
        phase = .answering
        events.append(.started(id: responseID))
    }

    /// Breaks off because the stream cannot be understood any further.
    mutating func fail(_ message: String, into events: inout [GenerationEvent]) {
        phase = .ended
        events.append(.failed(UpstreamFailure(.brokenStream, message: message)))
    }

    /// The tree of a text; nil after having broken off, when it is no JSON.
    mutating func tree(
        _ text: UnsafeRawBufferPointer?,
        into events: inout [GenerationEvent]
    ) -> JSONValue? {
        // What the deltas let pass must not break the answer off when it is repeated.
        if let text, let value = try? JSONReader.read(Array(text), replacingLoneSurrogates: true) { return value }
        fail("The upstream sent an event that cannot be read", into: &events)
        return nil
    }

    /// The `id` of an object.
    static func identifier(of object: UnsafeRawBufferPointer) -> String? {
        var id: String?
        let isObject = JSONObjectScanner.forEachMember(of: object) { name, value in
            if name.isText("id") { id = JSONText.string(value) }
        }
        return isObject ? id : nil
    }
}
