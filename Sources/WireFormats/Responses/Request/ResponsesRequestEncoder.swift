import JSON

/// Writes requests for OpenAI's Responses API (`POST /responses`), which keeps nothing of them (`store: false`).
package struct ResponsesRequestEncoder: Sendable {
    /// What the backend takes.
    package let dialect: ResponsesDialect
    /// Whether encrypted reasoning is sent back.
    ///
    /// Without it a request still works when a backend cannot read what
    /// another account's reasoning was encrypted with.
    package let keepsReasoning: Bool

    package init(dialect: ResponsesDialect, keepsReasoning: Bool = true) {
        self.dialect = dialect
        self.keepsReasoning = keepsReasoning
    }

    /// The request in the backend's format.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - model: the backend's model; nil takes the one that the request's own name means (`ModelName`).
    /// - Returns: the body, and what belongs to it.
    /// - Throws: `WireFormatError` for what contradicts itself: the caller's fault, a 400.
    package func encode(
        _ request: GenerationRequest,
        for model: BackendModel? = nil
    ) throws(WireFormatError) -> EncodedRequest {
        let model = model ?? BackendModel(ModelName(request.model))
        guard !model.name.isEmpty else {
            throw WireFormatError(.invalid, member: "model", message: "names no model")
        }
        var names = request.tools.map(\.name)
        var calls: [String] = []
        collectCalls(of: request, into: &names, &calls)
        let table = ToolNameTable(toolNames: names, callIDs: calls)
        let estimate = TokenEstimate.tokens(of: request)
        var body = ResponsesBodyWriter(
            names: table,
            keepsReasoning: keepsReasoning && !model.efforts.isEmpty,
            capacity: 4 * estimate + 1_024
        )
        try body.write(request, for: model, dialect: dialect)
        return EncodedRequest(
            body: body.writer.bytes,
            backendModel: model.name,
            context: context(of: request, table: table, estimate: estimate),
            warnings: body.warnings
        )
    }

    /// All that a table has to have a short name for: calls of earlier turns may be of tools that are gone.
    private func collectCalls(of request: GenerationRequest, into names: inout [String], _ calls: inout [String]) {
        for message in request.messages {
            for case .toolCall(let call) in message.parts.lazy.map(\.kind) {
                names.append(call.name)
                calls.append(call.id)
            }
        }
    }

    private func context(of request: GenerationRequest, table: ToolNameTable, estimate: Int) -> AnswerContext {
        AnswerContext(
            model: request.model,
            isStreaming: request.isStreaming,
            tools: table,
            stopSequences: request.sampling.stopSequences,
            wantsThinking: request.thinking.isWanted,
            showsThinkingText: request.thinking.isWanted && request.thinking.showsText,
            estimatedInputTokens: estimate
        )
    }
}
