package import JSON

/// Reads requests of Anthropic's Messages API (`POST /v1/messages`, and `…/count_tokens`).
///
/// Reads what clients send rather than what the documentation has: `role: system` in the middle of a conversation,
/// text that was cut within a character. Whatever it does not know is kept (`GenerationRequest.extra`).
package enum MessagesRequestDecoder {
    /// How deep a request may nest: arguments of tools and their schemas are what goes deep.
    static let maximumDepth = 128

    /// The request that a body holds.
    ///
    /// - Throws: `WireFormatError` for what is no request: the caller's fault, a 400.
    package static func decode(_ body: [UInt8]) throws(WireFormatError) -> GenerationRequest {
        let value: JSONValue
        do {
            value = try JSONReader.read(body, maximumDepth: maximumDepth, replacingLoneSurrogates: true)
        } catch {
            throw WireFormatError(.notJSON, message: "The request body is not valid JSON: \(error)")
        }
        return try decode(value)
    }

    /// The request that a value is.
    ///
    /// - Throws: `WireFormatError` for what is no request.
    package static func decode(_ value: JSONValue) throws(WireFormatError) -> GenerationRequest {
        var members = try MemberReader(value)
        let model = try members.requiredString("model")
        guard !model.isEmpty else { throw WireFormatError(.invalid, member: "model", message: "must not be empty") }
        var request = GenerationRequest(origin: .messages, model: model)
        request.messages = try messages(members.take("messages"))
        request.instructions = try instructions(members.take("system"))
        request.tools = try MessagesToolDecoder.tools(members.take("tools"))
        try MessagesToolDecoder.readChoice(members.take("tool_choice"), into: &request)
        request.isStreaming = try members.boolean("stream") ?? false
        request.sampling = try sampling(&members)
        try readThinkingAndOutput(&members, into: &request)
        request.sessionID = sessionID(of: members.rest)
        request.extra += members.rest
        return request
    }

    private static func messages(_ value: JSONValue?) throws(WireFormatError) -> [ConversationMessage] {
        guard let value else { throw MemberReader.missing("messages") }
        guard let elements = value.elements else {
            throw WireFormatError(.invalid, member: "messages", message: "expected a list")
        }
        guard !elements.isEmpty else {
            throw WireFormatError(.invalid, member: "messages", message: "at least one message is required")
        }
        var messages: [ConversationMessage] = []
        messages.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do {
                messages.append(try message(element))
            } catch {
                throw error.within("messages.\(index)")
            }
        }
        return messages
    }

    private static func message(_ value: JSONValue) throws(WireFormatError) -> ConversationMessage {
        var members = try MemberReader(value)
        let name = try members.requiredString("role")
        guard let role = ConversationMessage.Role(rawValue: name) else {
            throw WireFormatError(.invalid, member: "role", message: "expected user, assistant or system")
        }
        guard let content = members.take("content") else { throw MemberReader.missing("content") }
        do {
            let parts = try MessagesContentDecoder.parts(content)
            return ConversationMessage(role, parts, extra: members.rest)
        } catch {
            throw error.within("content")
        }
    }

    private static func instructions(_ value: JSONValue?) throws(WireFormatError) -> [ContentPart] {
        guard let value, !value.isNull else { return [] }
        do {
            return try MessagesContentDecoder.parts(value)
        } catch {
            throw error.within("system")
        }
    }

    private static func sampling(_ members: inout MemberReader) throws(WireFormatError) -> Sampling {
        var sampling = Sampling()
        sampling.maximumOutputTokens = try members.integer("max_tokens")
        if let maximum = sampling.maximumOutputTokens, maximum < 1 {
            throw WireFormatError(.invalid, member: "max_tokens", message: "must be at least 1")
        }
        sampling.temperature = try members.double("temperature")
        sampling.topP = try members.double("top_p")
        sampling.topK = try members.integer("top_k")
        sampling.stopSequences = try members.strings("stop_sequences")
        return sampling
    }
}
