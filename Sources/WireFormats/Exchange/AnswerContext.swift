/// What the answer's side has to know of the request that is being answered.
package struct AnswerContext: Equatable, Sendable {
    /// The model by the name that the client asked for; the answer shows it.
    package var model: String
    /// Whether the client wants a stream; some backends only stream, and the answer is then folded into one.
    package var isStreaming: Bool
    /// The names that the backend knows the client's tools and calls by.
    package var tools: ToolNameTable
    /// The stop sequences that the backend was not told of: whoever writes the answer ends it at the first of them.
    package var stopSequences: [String]
    /// Whether the client asked for thinking; without that it gets no thinking blocks.
    package var wantsThinking: Bool
    /// Whether thoughts are to be in words too; otherwise a thinking block has a signature and no text.
    package var showsThinkingText: Bool
    /// About how many tokens the request has (`TokenEstimate`), for an answer that begins before the count is known.
    package var estimatedInputTokens: Int

    package init(
        model: String,
        isStreaming: Bool = true,
        tools: ToolNameTable = ToolNameTable(),
        stopSequences: [String] = [],
        wantsThinking: Bool = false,
        showsThinkingText: Bool = true,
        estimatedInputTokens: Int = 0
    ) {
        self.model = model
        self.isStreaming = isStreaming
        self.tools = tools
        self.stopSequences = stopSequences
        self.wantsThinking = wantsThinking
        self.showsThinkingText = showsThinkingText
        self.estimatedInputTokens = estimatedInputTokens
    }
}
