import JSON

extension MessagesRequestDecoder {
    /// `thinking` and `output_config`, which say together how much to think and what the answer is to look like.
    static func readThinkingAndOutput(
        _ members: inout MemberReader,
        into request: inout GenerationRequest
    ) throws(WireFormatError) {
        if let thinking = members.take("thinking"), !thinking.isNull {
            do {
                request.thinking = try self.thinking(thinking)
            } catch {
                throw error.within("thinking")
            }
        }
        guard let output = members.take("output_config"), !output.isNull else { return }
        do {
            try readOutput(output, into: &request)
        } catch {
            throw error.within("output_config")
        }
    }

    private static func thinking(_ value: JSONValue) throws(WireFormatError) -> ThinkingRequest {
        var members = try MemberReader(value)
        let type = try members.requiredString("type")
        let budget = type == "enabled" ? try members.integer("budget_tokens") : nil
        let mode: ThinkingRequest.Mode =
            switch type {
            case "disabled": .disabled
            case "enabled": budget.map { .budget($0) } ?? .adaptive
            // `adaptive`, and whatever may come after it: all of them ask for thinking.
            default: .adaptive
            }
        let display = try members.string("display")
        let kept = [("type", type), ("display", display)].compactMap { name, text in
            text.map { JSONMember(name, .string($0)) }
        }
        return ThinkingRequest(mode: mode, showsText: display != "omitted", extra: kept + members.rest)
    }

    private static func readOutput(
        _ value: JSONValue,
        into request: inout GenerationRequest
    ) throws(WireFormatError) {
        var members = try MemberReader(value)
        let effort = try members.string("effort")
        request.thinking.effort = effort.flatMap { ReasoningEffort(rawValue: $0) }
        if let format = members.take("format"), !format.isNull {
            do {
                request.outputFormat = try outputFormat(format)
            } catch {
                throw error.within("format")
            }
        }
        // An effort of tomorrow stays where it was, as any other member that means nothing here.
        var rest = members.rest
        if let effort, request.thinking.effort == nil { rest.append(JSONMember("effort", .string(effort))) }
        if !rest.isEmpty { request.extra.append(JSONMember("output_config", .object(rest))) }
    }

    private static func outputFormat(_ value: JSONValue) throws(WireFormatError) -> OutputFormat {
        var members = try MemberReader(value)
        let type = try members.requiredString("type")
        guard type == "json_schema" else {
            throw WireFormatError(.invalid, member: "type", message: "expected json_schema")
        }
        guard let schema = members.take("schema") else { throw MemberReader.missing("schema") }
        guard case .object = schema else {
            throw WireFormatError(.invalid, member: "schema", message: "expected an object")
        }
        return OutputFormat(schema: schema, extra: members.rest)
    }

    /// The session that Claude Code names within `metadata.user_id`.
    ///
    /// The id is a JSON text with a `session_id`; older releases wrote `user_…_account_…_session_<id>`.
    static func sessionID(of members: [JSONMember]) -> String? {
        guard let metadata = members.last(where: { $0.name == "metadata" })?.value,
            let user = metadata["user_id"]?.string
        else { return nil }
        if user.utf8.first == UInt8(ascii: "{"), let value = try? JSONReader.read(Array(user.utf8)) {
            return value["session_id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        let parts = user.split(separator: "_")
        guard let mark = parts.lastIndex(of: "session"), mark + 1 < parts.count else { return nil }
        return parts[(mark + 1)...].joined(separator: "_")
    }
}
