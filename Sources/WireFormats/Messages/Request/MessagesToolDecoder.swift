import JSON

/// Reads the tools of a request, and what it says about their use.
enum MessagesToolDecoder {
    static func tools(_ value: JSONValue?) throws(WireFormatError) -> [ToolDefinition] {
        guard let value, !value.isNull else { return [] }
        guard let elements = value.elements else {
            throw WireFormatError(.invalid, member: "tools", message: "expected a list")
        }
        var tools: [ToolDefinition] = []
        tools.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do {
                tools.append(try tool(element))
            } catch {
                throw error.within("tools.\(index)")
            }
        }
        return tools
    }

    private static func tool(_ value: JSONValue) throws(WireFormatError) -> ToolDefinition {
        var members = try MemberReader(value)
        let type = try members.string("type") ?? "custom"
        guard type != "custom" else {
            let name = try members.requiredString("name")
            let description = try members.string("description")
            guard let schema = members.take("input_schema") else { throw MemberReader.missing("input_schema") }
            guard case .object = schema else {
                throw WireFormatError(.invalid, member: "input_schema", message: "expected an object")
            }
            return ToolDefinition(
                name: name,
                kind: .function(description: description, schema: schema),
                extra: members.rest
            )
        }
        // Tools of the provider's own have fixed names, and some none at all.
        let name = try members.string("name") ?? ""
        guard type.hasPrefix("web_search_") else {
            return ToolDefinition(name: name, kind: .provider(type: type), extra: members.rest)
        }
        var search = ToolDefinition.WebSearch(type: type)
        search.allowedDomains = try members.strings("allowed_domains")
        search.userLocation = members.take("user_location").flatMap { $0.isNull ? nil : $0 }
        return ToolDefinition(name: name, kind: .webSearch(search), extra: members.rest)
    }

    /// Reads `tool_choice`, which also says whether calls may come in parallel.
    static func readChoice(
        _ value: JSONValue?,
        into request: inout GenerationRequest
    ) throws(WireFormatError) {
        guard let value, !value.isNull else { return }
        do throws(WireFormatError) {
            var members = try MemberReader(value)
            request.toolChoice = try choice(&members)
            request.allowsParallelCalls = try members.boolean("disable_parallel_tool_use").map { !$0 }
            if !members.rest.isEmpty { request.extra.append(JSONMember("tool_choice", .object(members.rest))) }
        } catch {
            throw error.within("tool_choice")
        }
    }

    private static func choice(_ members: inout MemberReader) throws(WireFormatError) -> ToolChoice {
        switch try members.requiredString("type") {
        case "auto": .automatic
        case "none": .none
        case "any": .required
        case "tool": .tool(try members.requiredString("name"))
        // Whatever may come after these: the model is free to choose.
        default: .automatic
        }
    }
}
