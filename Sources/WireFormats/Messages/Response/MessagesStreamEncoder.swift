/// Writes the events of an answer as the stream of Anthropic's Messages API.
///
/// Strictly ordered: `message_start`, the content blocks one after the other, `message_delta`, `message_stop`. Nothing
/// is written before the model has begun to answer, so that a failure until then can become an HTTP status; a later one
/// becomes an `error` event, after which nothing comes.
package struct MessagesStreamEncoder: Sendable {
    private var reducer: MessageReducer
    private var writer = MessageEventWriter()

    /// An encoder at the beginning of a stream.
    ///
    /// - Parameters:
    ///   - context: what has to be known of the request.
    ///   - messageID: the message's identifier; made from the provider's one of the answer when there is none.
    package init(_ context: AnswerContext, messageID: String? = nil) {
        reducer = MessageReducer(context, messageID: messageID, isKeptWhole: false)
        writer.model = context.model
    }

    /// Whether the message has begun: bytes were written, and a failure can become no HTTP status any more.
    package var hasBegun: Bool { reducer.hasBegun }
    /// Whether nothing more will be written, because the message is whole or has failed.
    ///
    /// The upstream is then of no more use: a stop sequence ends the message before its answer ends.
    package var isEnded: Bool { reducer.isEnded }
    /// Why there is no message, or no more of it; told by an `error` event if the message had begun.
    package var failure: UpstreamFailure? { reducer.failure }

    /// What the message says that it has cost: the provider's count, or an estimate where a stop sequence has ended it
    /// before the provider has counted; nil as long as nobody knows.
    package var usage: GenerationUsage? { reducer.usage }

    /// Appends what an event adds to the stream.
    package mutating func encode(_ event: GenerationEvent, into bytes: inout [UInt8]) {
        swap(&bytes, &writer.bytes)
        reducer.reduce(event, into: &writer)
        swap(&bytes, &writer.bytes)
    }

    /// Appends what events add to the stream.
    package mutating func encode(_ events: some Sequence<GenerationEvent>, into bytes: inout [UInt8]) {
        swap(&bytes, &writer.bytes)
        for event in events { reducer.reduce(event, into: &writer) }
        swap(&bytes, &writer.bytes)
    }

    /// Begins the message although the model has not.
    ///
    /// For an upstream that is silent so long that the client would give up. From then on a failure can become no HTTP status.
    package mutating func begin(into bytes: inout [UInt8]) {
        swap(&bytes, &writer.bytes)
        reducer.begin(&writer)
        swap(&bytes, &writer.bytes)
    }

    /// Appends a `ping`, which keeps the client waiting; nothing before the message has begun or after its end.
    package func ping(into bytes: inout [UInt8]) {
        guard hasBegun, !isEnded else { return }
        MessageEventWriter.appendPing(to: &bytes)
    }
}
