/// What happens while a model answers, in no provider's words.
///
/// Every format's stream is read into these and written from these. Text and thinking come one after the other; tool
/// calls carry a number each, because some providers interleave the arguments of parallel calls.
package enum GenerationEvent: Equatable, Sendable {
    /// The model has begun to answer: from here on a failure belongs into the stream.
    case started(id: String?)
    /// More of the answer's text.
    case text(String)
    /// More of the text with which the model declines to answer.
    case refusal(String)
    /// The piece of text is whole; what follows is another.
    case textEnded
    /// Where a piece of the text comes from.
    case citation(WebSource)
    /// More of what the model thinks, or of a summary of it.
    case thinking(String)
    /// The thought is whole. Providers that keep it to themselves give a state instead, to be handed back unread.
    case thinkingEnded(ReasoningState?)
    /// The model calls a tool. `call` tells the calls of one answer apart, `id` is the provider's name for it.
    case toolCallStarted(call: Int, id: String, name: String)
    /// More of the JSON text of a call's arguments.
    case toolArguments(call: Int, String)
    /// The arguments are whole: the tool may run.
    case toolCallEnded(call: Int)
    /// The provider has searched the web.
    case webSearch(WebSearchCall)
    /// What the answer has cost up to here; the last one counts.
    case usage(GenerationUsage)
    /// How much of the account's allowance is used up.
    case quota(UsageQuota)
    /// The answer is whole, or as whole as it gets.
    case finished(StopReason)
    /// There will be no more of it.
    case failed(UpstreamFailure)
}
