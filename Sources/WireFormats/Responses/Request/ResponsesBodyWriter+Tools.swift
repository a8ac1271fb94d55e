import JSON

extension ResponsesBodyWriter {
    /// The name of the tool with which Claude Code keeps a place for tools that it has not sent yet.
    private static let placeholder = "DeferredToolPlaceholder"

    /// `tools`, `tool_choice` and `parallel_tool_calls`; none of them when no tool is left.
    mutating func writeTools(of request: GenerationRequest) throws(WireFormatError) {
        let tools = request.tools.filter { isSent($0) }
        if case .tool(let name) = request.toolChoice, !request.tools.contains(where: { $0.name == name }) {
            throw WireFormatError(.invalid, member: "tool_choice.name", message: "names no tool of this request")
        }
        guard !tools.isEmpty else { return }
        writer.name("tools")
        writer.beginArray()
        for tool in tools { write(tool) }
        writer.endArray()
        writer.name("tool_choice")
        write(request.toolChoice ?? .automatic, among: tools)
        writer.name("parallel_tool_calls")
        writer.boolean(request.allowsParallelCalls ?? true)
    }

    private mutating func isSent(_ tool: ToolDefinition) -> Bool {
        switch tool.kind {
        case .function: return tool.name != Self.placeholder
        case .webSearch: return true
        case .provider:
            warnings.insert(.providerTool)
            return false
        }
    }

    private mutating func write(_ tool: ToolDefinition) {
        warn(ofUnsent: tool.extra)
        writer.beginObject()
        writer.name("type")
        switch tool.kind {
        case .function(let description, let schema):
            writer.string("function")
            writer.name("name")
            writer.string(names.backendName(of: tool.name))
            if let description {
                writer.name("description")
                writer.string(description)
            }
            let parameters = FunctionSchema(schema)
            if parameters.leftOut { warnings.insert(.toolSchema) }
            writer.name("parameters")
            writer.value(parameters.value)
            writer.name("strict")
            let wantsStrict = tool.extra.last { $0.name == "strict" }?.value.boolean ?? false
            writer.boolean(wantsStrict && FunctionSchema.isStrict(parameters.value))
        case .webSearch(let search):
            writer.string("web_search")
            write(search)
        case .provider: break
        }
        writer.endObject()
    }

    private mutating func write(_ search: ToolDefinition.WebSearch) {
        if !search.allowedDomains.isEmpty {
            writer.name("filters")
            writer.beginObject()
            writer.name("allowed_domains")
            writer.beginArray()
            for domain in search.allowedDomains { writer.string(domain) }
            writer.endArray()
            writer.endObject()
        }
        if let location = search.userLocation {
            writer.name("user_location")
            writer.value(location)
        }
    }

    private mutating func write(_ choice: ToolChoice, among tools: [ToolDefinition]) {
        switch choice {
        case .automatic: writer.string("auto")
        case .none: writer.string("none")
        case .required: writer.string("required")
        case .tool(let name):
            // A tool that is not sent cannot be asked for.
            guard let tool = tools.first(where: { $0.name == name }) else { return writer.string("auto") }
            writer.beginObject()
            writer.name("type")
            if case .webSearch = tool.kind {
                writer.string("web_search")
            } else {
                writer.string("function")
                writer.name("name")
                writer.string(names.backendName(of: name))
            }
            writer.endObject()
        }
    }
}
