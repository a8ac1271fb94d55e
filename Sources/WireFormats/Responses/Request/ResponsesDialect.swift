/// What a backend takes of the Responses API.
package struct ResponsesDialect: Equatable, Sendable {
    /// Whether the backend only answers with streams, whatever the client wants.
    package let onlyStreams: Bool
    /// Whether `instructions` has to be there even when it is empty.
    package let needsInstructions: Bool
    /// Whether the backend takes a limit on the answer's length and settings of its randomness.
    package let takesSampling: Bool

    /// The backend of ChatGPT's own Codex.
    ///
    /// It refuses `max_output_tokens`, `temperature` and whatever else it does not know, and requests without
    /// `instructions`.
    package static let codexBackend = ResponsesDialect(onlyStreams: true, needsInstructions: true, takesSampling: false)

    /// The public API, and servers that are built like it.
    package static let publicAPI = ResponsesDialect(onlyStreams: false, needsInstructions: false, takesSampling: true)
}
