internal import JSON

/// The JSON of a message's parts that a stream and a message alone have in common.
enum MessageJSON {
    /// An object of these members, in this order.
    static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { JSONMember($0.key, $0.value) })
    }

    /// A block as it begins in a stream: what is to come is empty.
    static func block(_ block: MessageBlock) -> JSONValue {
        switch block {
        case .text: object(["type": .string("text"), "text": .string("")])
        case .thinking: object(["type": .string("thinking"), "thinking": .string(""), "signature": .string("")])
        case .toolUse(let id, let name):
            object(["type": .string("tool_use"), "id": .string(id), "name": .string(name), "input": .object([])])
        case .webSearch(let id):
            object([
                "type": .string("server_tool_use"), "id": .string(id), "name": .string("web_search"),
                "input": .object([]),
            ])
        case .webSearchResult(let id, let sources):
            object([
                "type": .string("web_search_tool_result"), "tool_use_id": .string(id),
                "content": .array(sources.map(result)),
            ])
        }
    }

    /// A `usage` object.
    static func usage(_ usage: GenerationUsage, webSearches: Int) -> JSONValue {
        var members = [
            JSONMember("input_tokens", .integer(usage.input)),
            JSONMember("cache_creation_input_tokens", .integer(usage.cacheWrite)),
            JSONMember("cache_read_input_tokens", .integer(usage.cacheRead)),
            JSONMember("output_tokens", .integer(usage.output)),
        ]
        if webSearches > 0 {
            members.append(JSONMember("server_tool_use", object(["web_search_requests": .integer(webSearches)])))
        }
        return .object(members)
    }

    /// The JSON text of a value.
    static func text(_ value: JSONValue) -> [UInt8] {
        var json = JSONWriter()
        json.value(value)
        return json.bytes
    }

    private static func result(_ source: WebSource) -> JSONValue {
        object([
            "type": .string("web_search_result"), "title": .string(source.title ?? source.url),
            "url": .string(source.url),
            "encrypted_content": .string(""), "page_age": .null,
        ])
    }
}
