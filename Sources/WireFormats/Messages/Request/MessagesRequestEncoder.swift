package import JSON

/// Writes requests for Anthropic's Messages API (`POST /v1/messages`).
///
/// A request that came in this format goes out with all that it came with, the members that the model has no place for
/// among them. Members in another format's words are left out.
package enum MessagesRequestEncoder {
    /// The request as a body.
    package static func encode(_ request: GenerationRequest) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 4 * TokenEstimate.tokens(of: request) + 1_024)
        writer.value(value(of: request))
        return writer.bytes
    }

    /// The request as a value.
    package static func value(of request: GenerationRequest) -> JSONValue {
        let content = MessagesContentEncoder(keepsExtra: request.origin == .messages)
        var members = MemberList()
        members.add("model", .string(request.model))
        let sampling = request.sampling
        members.add("max_tokens", sampling.maximumOutputTokens.map { .integer($0) })
        members.add("messages", .array(request.messages.map { content.value(of: $0) }))
        members.add("system", list: request.instructions.map { content.value(of: $0) })
        members.add("tools", list: request.tools.map { content.value(of: $0) })
        members.add("tool_choice", object: choice(of: request))
        if request.isStreaming { members.add("stream", .boolean(true)) }
        members.add("temperature", sampling.temperature.map { .number($0.description) })
        members.add("top_p", sampling.topP.map { .number($0.description) })
        members.add("top_k", sampling.topK.map { .integer($0) })
        members.add("stop_sequences", list: sampling.stopSequences.map { .string($0) })
        members.add("thinking", object: thinking(request.thinking, keepsExtra: content.keepsExtra))
        members.add("output_config", object: outputConfiguration(of: request, keepsExtra: content.keepsExtra))
        if content.keepsExtra { members.merge(request.extra) }
        return .object(members.members)
    }

    private static func choice(of request: GenerationRequest) -> [JSONMember] {
        guard let choice = request.toolChoice else { return [] }
        var members = MemberList()
        switch choice {
        case .automatic: members.add("type", .string("auto"))
        case .none: members.add("type", .string("none"))
        case .required: members.add("type", .string("any"))
        case .tool(let name):
            members.add("type", .string("tool"))
            members.add("name", .string(name))
        }
        members.add("disable_parallel_tool_use", request.allowsParallelCalls.map { .boolean(!$0) })
        return members.members
    }

    private static func thinking(_ thinking: ThinkingRequest, keepsExtra: Bool) -> [JSONMember] {
        var members = MemberList()
        if keepsExtra { members.merge(thinking.extra) }
        switch thinking.mode {
        case .unspecified: break
        case .disabled: members.addUnlessPresent("type", .string("disabled"))
        case .adaptive: members.addUnlessPresent("type", .string("adaptive"))
        case .budget(let tokens):
            members.addUnlessPresent("type", .string("enabled"))
            members.add("budget_tokens", .integer(tokens))
        }
        return members.members
    }

    private static func outputConfiguration(of request: GenerationRequest, keepsExtra: Bool) -> [JSONMember] {
        var members = MemberList()
        members.add("effort", request.thinking.effort.map { .string($0.rawValue) })
        if let format = request.outputFormat {
            var inner = MemberList()
            inner.add("type", .string("json_schema"))
            inner.add("schema", format.schema)
            if keepsExtra { inner.merge(format.extra) }
            members.add("format", .object(inner.members))
        }
        return members.members
    }
}
