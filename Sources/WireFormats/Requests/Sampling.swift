/// Length and randomness of an answer; what is nil is left to the backend.
package struct Sampling: Equatable, Sendable {
    /// The most tokens that the answer may have, thinking included.
    package var maximumOutputTokens: Int?
    package var temperature: Double?
    package var topP: Double?
    package var topK: Int?
    /// Texts at which the answer ends.
    package var stopSequences: [String] = []

    package init() {}
}
