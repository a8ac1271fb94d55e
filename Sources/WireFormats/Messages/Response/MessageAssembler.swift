/// Folds the events of an answer into one message of Anthropic's Messages API.
///
/// For clients that do not stream, over upstreams that only do. Since nothing was sent before, a failure at any point
/// can become an HTTP status.
package struct MessageAssembler: Sendable {
    /// What comes of an answer.
    package enum Outcome: Equatable, Sendable {
        /// The body of the answer: one message.
        case message([UInt8])
        case failure(UpstreamFailure)
    }

    private var reducer: MessageReducer
    private var parts: MessageParts

    /// An assembler at the beginning of an answer.
    ///
    /// - Parameters:
    ///   - context: what has to be known of the request.
    ///   - messageID: the message's identifier; made from the provider's one of the answer when there is none.
    package init(_ context: AnswerContext, messageID: String? = nil) {
        reducer = MessageReducer(context, messageID: messageID, isKeptWhole: true)
        parts = MessageParts(model: context.model)
    }

    /// Takes an event into account.
    package mutating func add(_ event: GenerationEvent) {
        reducer.reduce(event, into: &parts)
    }

    /// Takes events into account.
    package mutating func add(_ events: some Sequence<GenerationEvent>) {
        for event in events { add(event) }
    }

    /// What the message says that it has cost: the provider's count, or an estimate where a stop sequence has ended it
    /// before the provider has counted; nil as long as nobody knows.
    package var usage: GenerationUsage? { reducer.usage }

    /// What has come of it; nil as long as that is open.
    ///
    /// The upstream is of no more use once it is known.
    package var outcome: Outcome? {
        if let failure = reducer.failure { return .failure(failure) }
        return parts.message.map { .message(MessageJSON.text($0)) }
    }
}
