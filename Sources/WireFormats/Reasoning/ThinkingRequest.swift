package import JSON

/// How much a model is to think, and what of it the client wants to see.
package struct ThinkingRequest: Equatable, Sendable {
    /// Whether and how long to think.
    package enum Mode: Equatable, Sendable {
        /// The client did not say.
        case unspecified
        case disabled
        /// As long as the model finds right.
        case adaptive
        /// For about as many tokens.
        case budget(Int)
    }

    package var mode: Mode
    /// The effort that the client asked for beside the mode.
    package var effort: ReasoningEffort?
    /// Whether thoughts are to be shown in words; without that they come back as signatures alone.
    package var showsText: Bool
    /// Members that have no place above, in the request's own format.
    package var extra: [JSONMember]

    package init(
        mode: Mode = .unspecified,
        effort: ReasoningEffort? = nil,
        showsText: Bool = true,
        extra: [JSONMember] = []
    ) {
        self.mode = mode
        self.effort = effort
        self.showsText = showsText
        self.extra = extra
    }

    /// Whether the client asked for thinking at all.
    package var isWanted: Bool {
        switch mode {
        case .unspecified, .disabled: false
        case .adaptive, .budget: true
        }
    }
}
