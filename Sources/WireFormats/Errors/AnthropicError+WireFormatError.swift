extension AnthropicError {
    /// Tells a client of Anthropic's API what is wrong with its request.
    package init(_ error: WireFormatError) {
        self.init(status: 400, type: "invalid_request_error", message: error.description)
    }
}
