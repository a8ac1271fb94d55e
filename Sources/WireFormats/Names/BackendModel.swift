/// A model of a backend, as a request for it needs to know it.
package struct BackendModel: Equatable, Sendable {
    /// The efforts of a reasoning model of which nothing else is known.
    package static let usualEfforts: [ReasoningEffort] = [.low, .medium, .high, .xhigh]

    /// The name that the backend knows it by.
    package var name: String
    /// The effort that the name asked for; it goes before what the request's body says.
    package var effort: ReasoningEffort?
    /// The efforts that the model has; none for a model that does not reason.
    package var efforts: [ReasoningEffort]

    package init(
        name: String,
        effort: ReasoningEffort? = nil,
        efforts: [ReasoningEffort] = usualEfforts
    ) {
        self.name = name
        self.effort = effort
        self.efforts = efforts
    }

    /// The model that a client's name means when no table says otherwise.
    ///
    /// OpenAI's models before the fifth generation, other than those whose names begin with `o` and a digit, do not
    /// reason and refuse to be asked.
    package init(_ name: ModelName) {
        let reasons = !["gpt-4", "gpt-3.5", "chatgpt-4"].contains { name.base.hasPrefix($0) }
        self.init(name: name.base, effort: name.effort, efforts: reasons ? Self.usualEfforts : [])
    }
}
