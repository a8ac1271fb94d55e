import JSON

/// Writes messages, their blocks and tools.
struct MessagesContentEncoder {
    /// Whether the members beside the model's are in this format.
    let keepsExtra: Bool

    func value(of message: ConversationMessage) -> JSONValue {
        var members = MemberList()
        members.add("role", .string(message.role.rawValue))
        members.add("content", .array(message.parts.map { value(of: $0) }))
        return object(members, message.extra)
    }

    func value(of part: ContentPart) -> JSONValue {
        var members = MemberList()
        switch part.kind {
        case .text(let text):
            members.add("type", .string("text"))
            members.add("text", .string(text))
        case .image(let source):
            members.add("type", .string("image"))
            members.add("source", value(of: source))
        case .document(let document):
            members.add("type", .string("document"))
            members.add("source", value(of: document.source))
            members.add("title", document.title.map { .string($0) })
        case .toolCall(let call):
            members.add("type", .string("tool_use"))
            members.add("id", .string(call.id))
            members.add("name", .string(call.name))
            members.add("input", call.arguments)
        case .toolResult(let result):
            members.add("type", .string("tool_result"))
            members.add("tool_use_id", .string(result.callID))
            members.add("content", list: result.parts.map { value(of: $0) })
            if result.isError { members.add("is_error", .boolean(true)) }
        case .reasoning(let reasoning): add(reasoning, to: &members)
        case .toolReference(let name):
            members.add("type", .string("tool_reference"))
            members.add("tool_name", .string(name))
        case .unknown(let value): return value
        }
        return object(members, part.extra)
    }

    private func add(_ reasoning: ContentPart.Reasoning, to members: inout MemberList) {
        if reasoning.isRedacted {
            members.add("type", .string("redacted_thinking"))
            members.add("data", reasoning.signature.map { .string($0) })
        } else {
            members.add("type", .string("thinking"))
            members.add("thinking", .string(reasoning.text))
            members.add("signature", reasoning.signature.map { .string($0) })
        }
    }

    private func value(of source: MediaSource) -> JSONValue {
        var members = MemberList()
        switch source {
        case .base64(let mediaType, let data):
            members.add("type", .string("base64"))
            members.add("media_type", .string(mediaType))
            members.add("data", .string(data))
        case .url(let address):
            members.add("type", .string("url"))
            members.add("url", .string(address))
        case .text(let mediaType, let text):
            members.add("type", .string("text"))
            members.add("media_type", .string(mediaType))
            members.add("data", .string(text))
        case .parts(let parts):
            members.add("type", .string("content"))
            members.add("content", .array(parts.map { value(of: $0) }))
        case .unknown(let value): return value
        }
        return .object(members.members)
    }

    func value(of tool: ToolDefinition) -> JSONValue {
        var members = MemberList()
        switch tool.kind {
        case .function(let description, let schema):
            members.add("name", .string(tool.name))
            members.add("description", description.map { .string($0) })
            members.add("input_schema", schema)
        case .webSearch(let search):
            members.add("type", .string(search.type))
            members.add("name", .string(tool.name))
            members.add("allowed_domains", list: search.allowedDomains.map { .string($0) })
            members.add("user_location", search.userLocation)
        case .provider(let type):
            members.add("type", .string(type))
            if !tool.name.isEmpty { members.add("name", .string(tool.name)) }
        }
        return object(members, tool.extra)
    }

    private func object(_ known: MemberList, _ extra: [JSONMember]) -> JSONValue {
        var members = known
        if keepsExtra { members.merge(extra) }
        return .object(members.members)
    }
}
