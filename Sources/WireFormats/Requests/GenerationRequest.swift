package import JSON

/// A request for an answer of a model, in no provider's words.
///
/// What a format says and the model below has no place for stays in `extra`, here and in the parts: an encoder of the
/// same format writes it again, every other one leaves it out and says so. Nothing is lost by decoding.
package struct GenerationRequest: Equatable, Sendable {
    /// The format that the request came in, and that every `extra` is in.
    package var origin: WireFormat
    /// The model by the name that the client used, with whatever suffix it has (`ModelName`).
    package var model: String
    /// What the model is told before the conversation.
    package var instructions: [ContentPart] = []
    /// The conversation, oldest first.
    package var messages: [ConversationMessage] = []
    /// The tools that the model may call.
    package var tools: [ToolDefinition] = []
    /// Whether the model has to call a tool; nil leaves it to the backend, which means `.automatic`.
    package var toolChoice: ToolChoice?
    /// Whether several tools may be called at once; nil leaves it to the backend.
    package var allowsParallelCalls: Bool?
    /// Whether the answer is to come as a stream.
    package var isStreaming = false
    /// Length and randomness of the answer.
    package var sampling = Sampling()
    /// How much the model is to think.
    package var thinking = ThinkingRequest()
    /// A form that the answer's text has to have.
    package var outputFormat: OutputFormat?
    /// The session that the request belongs to; backends keep what a session repeats in a cache by this key.
    package var sessionID: String?
    /// The members that stand beside these.
    package var extra: [JSONMember] = []

    package init(origin: WireFormat, model: String) {
        self.origin = origin
        self.model = model
    }
}
