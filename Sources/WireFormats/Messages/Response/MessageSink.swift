/// Where the ordered parts of an Anthropic message go: into a stream, or into one message.
protocol MessageSink {
    /// The message begins; comes first and once.
    mutating func begin(id: String)
    /// A block begins. No other is open, and the numbers rise by one from 0.
    mutating func open(_ block: MessageBlock, at index: Int)
    /// More of the block that is open.
    mutating func append(_ delta: MessageDelta, at index: Int)
    /// The block that is open ends; not whole is a tool's call whose arguments were broken off.
    mutating func close(at index: Int, isWhole: Bool)
    /// The message ends; nothing follows.
    mutating func finish(_ ending: MessageEnding)
    /// The message is broken off; nothing follows.
    mutating func fail(_ failure: UpstreamFailure)
}

/// A content block as it begins.
enum MessageBlock: Equatable {
    case text
    case thinking
    case toolUse(id: String, name: String)
    /// A search that the server makes itself.
    case webSearch(id: String)
    case webSearchResult(id: String, sources: [WebSource])
}

/// What is added to a content block.
enum MessageDelta: Equatable {
    case text(String)
    case thinking(String)
    case signature(String)
    /// More of the JSON text of a tool's arguments.
    case arguments(String)
}

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
