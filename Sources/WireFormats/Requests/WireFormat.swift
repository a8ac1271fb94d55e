/// A format in which requests and answers travel.
package enum WireFormat: String, Sendable {
    /// Anthropic's Messages API.
    case messages
    /// OpenAI's Responses API.
    case responses
}
