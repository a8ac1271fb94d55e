/// How a message ends.
struct MessageEnding: Equatable {
    var reason: StopReason
    var usage: GenerationUsage
    var webSearches: Int

    /// Anthropic's name of the reason.
    var stopReason: String {
        switch reason {
        case .endOfTurn: "end_turn"
        case .toolCalls: "tool_use"
        case .maximumTokens: "max_tokens"
        case .stopSequence: "stop_sequence"
        case .refusal: "refusal"
        }
    }

    /// The sequence that ended it, if one did.
    var stopSequence: String? {
        guard case .stopSequence(let text) = reason else { return nil }
        return text
    }
}
