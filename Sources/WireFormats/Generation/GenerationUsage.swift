/// What an answer has cost, in tokens.
package struct GenerationUsage: Equatable, Sendable {
    /// Tokens of the request that no cache held.
    package var input: Int
    /// Tokens of the request that were read from a cache.
    package var cacheRead: Int
    /// Tokens of the request that were written to a cache.
    package var cacheWrite: Int
    /// Tokens of the answer, thoughts included.
    package var output: Int
    /// Of the answer's tokens, those that were thoughts.
    package var thinking: Int

    package init(input: Int = 0, cacheRead: Int = 0, cacheWrite: Int = 0, output: Int = 0, thinking: Int = 0) {
        self.input = input
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.output = output
        self.thinking = thinking
    }
}
