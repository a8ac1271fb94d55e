import JSON

extension ResponsesBodyWriter {
    /// The conversation as items, in its order.
    mutating func writeInput(_ messages: [ConversationMessage]) {
        var input = ResponsesInput(messages)
        writer.name("input")
        writer.beginArray()
        for message in messages {
            // A thought that nothing of the same turn follows belongs to an answer that was broken off; the backend
            // refuses it. Clients may spread a turn over several messages.
            if message.role != .assistant { input.pendingReasoning.removeAll() }
            warn(ofUnsent: message.extra)
            for part in message.parts {
                warn(ofUnsent: part.extra)
                write(part.kind, by: message.role, into: &input)
            }
            closeMessage(&input)
        }
        writer.endArray()
    }

    private mutating func write(
        _ kind: ContentPart.Kind,
        by role: ConversationMessage.Role,
        into input: inout ResponsesInput
    ) {
        switch kind {
        case .toolCall(let call): write(call, into: &input)
        case .toolResult(let result): write(result, into: &input)
        case .reasoning(let reasoning): take(reasoning, into: &input)
        case .text(let text):
            guard !text.isEmpty else { return }
            openMessage(role, &input)
            writeText(text, type: role == .assistant ? "output_text" : "input_text")
        case .image, .document, .toolReference, .unknown:
            guard role != .assistant, isWritable(kind) else {
                warnings.insert(Self.warning(ofUnsent: kind))
                return
            }
            openMessage(role, &input)
            writeInputPart(kind)
        }
    }

    private mutating func openMessage(_ role: ConversationMessage.Role, _ input: inout ResponsesInput) {
        guard !input.isMessageOpen else { return }
        writeReasoning(&input)
        input.isMessageOpen = true
        writer.beginObject()
        writer.name("type")
        writer.string("message")
        writer.name("role")
        // This API refuses system messages in its input; `developer` is their name here.
        writer.string(role == .system ? "developer" : role.rawValue)
        writer.name("content")
        writer.beginArray()
    }

    private mutating func closeMessage(_ input: inout ResponsesInput) {
        guard input.isMessageOpen else { return }
        input.isMessageOpen = false
        writer.endArray()
        writer.endObject()
    }

    private mutating func write(_ call: ContentPart.ToolCall, into input: inout ResponsesInput) {
        guard input.takeCall(call.id) else { return }
        closeMessage(&input)
        writeReasoning(&input)
        writer.beginObject()
        writer.name("type")
        writer.string("function_call")
        writer.name("call_id")
        writer.string(names.backendCallID(of: call.id))
        writer.name("name")
        writer.string(names.backendName(of: call.name))
        writer.name("arguments")
        if case .string(let text) = call.arguments {
            writer.string(text)
        } else {
            writer.string(holding: call.arguments)
        }
        writer.endObject()
        guard !input.isAnswered(call.id) else { return }
        // The backend refuses a call without a result.
        warnings.insert(.unansweredCall)
        write(ContentPart.ToolResult(callID: call.id, parts: []))
    }

    private mutating func write(_ result: ContentPart.ToolResult, into input: inout ResponsesInput) {
        closeMessage(&input)
        guard !input.takeResult(result.callID) else { return write(result) }
        warnings.insert(.resultWithoutCall)
        openMessage(.user, &input)
        writeText("Result of a tool call:", type: "input_text")
        for part in result.parts { writeInputPart(part.kind) }
        closeMessage(&input)
    }

    /// Keeps a thought until something follows it.
    private mutating func take(_ reasoning: ContentPart.Reasoning, into input: inout ResponsesInput) {
        guard keepsReasoning, let signature = reasoning.signature.flatMap({ ReasoningSignature($0) }) else {
            warnings.insert(.foreignThinking)
            return
        }
        closeMessage(&input)
        input.pendingReasoning.append((signature, signature.hasSummary ? reasoning.text : ""))
    }

    private mutating func writeReasoning(_ input: inout ResponsesInput) {
        for (signature, summary) in input.pendingReasoning {
            writer.beginObject()
            writer.name("type")
            writer.string("reasoning")
            if let id = signature.itemID {
                writer.name("id")
                writer.string(id)
            }
            writer.name("summary")
            writer.beginArray()
            if !summary.isEmpty { writeText(summary, type: "summary_text") }
            writer.endArray()
            writer.name("encrypted_content")
            writer.string(signature.encryptedContent)
            writer.endObject()
        }
        input.pendingReasoning.removeAll()
    }
}
