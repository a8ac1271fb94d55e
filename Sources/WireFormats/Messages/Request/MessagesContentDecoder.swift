import JSON

/// Reads the content of messages, results and system prompts: a string, or a list of blocks.
enum MessagesContentDecoder {
    static func parts(_ value: JSONValue) throws(WireFormatError) -> [ContentPart] {
        switch value {
        case .string(let text): return [ContentPart(.text(text))]
        case .array(let blocks):
            var parts: [ContentPart] = []
            parts.reserveCapacity(blocks.count)
            for (index, block) in blocks.enumerated() {
                do {
                    parts.append(try part(block))
                } catch {
                    throw error.within("\(index)")
                }
            }
            return parts
        default: throw WireFormatError(.invalid, message: "expected a string or a list of blocks")
        }
    }

    private static func part(_ block: JSONValue) throws(WireFormatError) -> ContentPart {
        var members = try MemberReader(block)
        let kind: ContentPart.Kind
        switch try members.requiredString("type") {
        case "text": kind = .text(try members.requiredString("text"))
        case "image": kind = .image(try source(&members))
        case "document":
            kind = .document(.init(source: try source(&members), title: try members.string("title")))
        case "tool_use": kind = .toolCall(try call(&members))
        case "tool_result": kind = .toolResult(try result(&members))
        case "thinking":
            let text = try members.requiredString("thinking")
            kind = .reasoning(.init(text: text, signature: try members.string("signature")))
        case "redacted_thinking":
            let data = try members.requiredString("data")
            kind = .reasoning(.init(text: "", signature: data, isRedacted: true))
        case "tool_reference": kind = .toolReference(try members.requiredString("tool_name"))
        default: return ContentPart(.unknown(block))
        }
        return ContentPart(kind, extra: members.rest)
    }

    private static func call(_ members: inout MemberReader) throws(WireFormatError) -> ContentPart.ToolCall {
        let id = try members.requiredString("id")
        let name = try members.requiredString("name")
        return ContentPart.ToolCall(id: id, name: name, arguments: members.take("input") ?? .object([]))
    }

    private static func result(_ members: inout MemberReader) throws(WireFormatError) -> ContentPart.ToolResult {
        let id = try members.requiredString("tool_use_id")
        let isError = try members.boolean("is_error") ?? false
        guard let content = members.take("content"), !content.isNull else {
            return ContentPart.ToolResult(callID: id, parts: [], isError: isError)
        }
        do {
            return ContentPart.ToolResult(callID: id, parts: try parts(content), isError: isError)
        } catch {
            throw error.within("content")
        }
    }

    private static func source(_ members: inout MemberReader) throws(WireFormatError) -> MediaSource {
        guard let value = members.take("source") else { throw MemberReader.missing("source") }
        do {
            return try source(value)
        } catch {
            throw error.within("source")
        }
    }

    private static func source(_ value: JSONValue) throws(WireFormatError) -> MediaSource {
        var members = try MemberReader(value)
        switch try members.requiredString("type") {
        case "base64":
            let mediaType = try members.requiredString("media_type")
            return .base64(mediaType: mediaType, data: try members.requiredString("data"))
        case "url": return .url(try members.requiredString("url"))
        case "text":
            let mediaType = try members.string("media_type") ?? "text/plain"
            return .text(mediaType: mediaType, try members.requiredString("data"))
        case "content":
            guard let content = members.take("content") else { throw MemberReader.missing("content") }
            do {
                return .parts(try parts(content))
            } catch {
                throw error.within("content")
            }
        default: return .unknown(value)
        }
    }
}
