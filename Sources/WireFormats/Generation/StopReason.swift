/// Why a model stopped.
package enum StopReason: Equatable, Sendable {
    /// It had said everything.
    case endOfTurn
    /// It waits for the results of tools.
    case toolCalls
    /// It may not write more, or the context is full.
    case maximumTokens
    /// It wrote this text, which was to end the answer.
    case stopSequence(String)
    /// It, or a filter behind it, declined.
    case refusal
}
