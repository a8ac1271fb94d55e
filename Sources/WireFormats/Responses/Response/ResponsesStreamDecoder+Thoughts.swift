internal import JSON

extension ResponsesStreamDecoder {
    /// `response.reasoning_summary_text.delta` and, of open models, `response.reasoning_text.delta`.
    mutating func applyThought(_ fields: ResponsesEventFields, isRaw: Bool, into events: inout [GenerationEvent]) {
        guard let text = fields.delta.flatMap(JSONText.string), !text.isEmpty,
            let position = positionOrNew(fields, .reasoning, into: &events)
        else { return }
        pass(thought: text, ResponsesOutputItem.part(fields.partIndex), of: position, isRaw: isRaw, into: &events)
    }

    /// `response.reasoning_summary_text.done` and `response.reasoning_text.done`.
    mutating func completeThought(_ fields: ResponsesEventFields, isRaw: Bool, into events: inout [GenerationEvent]) {
        guard let whole = fields.whole.flatMap(JSONText.string), !whole.isEmpty,
            let position = positionOrNew(fields, .reasoning, into: &events)
        else { return }
        complete(thought: whole, ResponsesOutputItem.part(fields.partIndex), of: position, isRaw: isRaw, into: &events)
    }

    /// Passes on what is missing of a thought, and ends it with the state to hand back.
    mutating func endReasoning(_ position: Int, _ item: JSONValue, into events: inout [GenerationEvent]) {
        let summary = item["summary"]?.elements ?? []
        let isRaw = items[position].isRawThought ?? summary.isEmpty
        for (index, part) in (isRaw ? item["content"]?.elements ?? [] : summary).enumerated() {
            guard let text = part["text"]?.string else { continue }
            complete(thought: text, ResponsesOutputItem.part(index), of: position, isRaw: isRaw, into: &events)
        }
        let content = item["encrypted_content"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let state = content.map { ReasoningState(id: items[position].id, encryptedContent: $0) }
        guard items[position].hasContent || state != nil else { return }
        events.append(.thinkingEnded(state))
    }

    private mutating func complete(
        thought whole: String,
        _ part: Int,
        of position: Int,
        isRaw: Bool,
        into events: inout [GenerationEvent]
    ) {
        guard let tail = Self.tail(of: whole, after: items[position].length(of: part)) else { return }
        pass(thought: tail, part, of: position, isRaw: isRaw, into: &events)
    }

    private mutating func pass(
        thought text: String,
        _ part: Int,
        of position: Int,
        isRaw: Bool,
        into events: inout [GenerationEvent]
    ) {
        let passesRaw = items[position].isRawThought ?? isRaw
        items[position].isRawThought = passesRaw
        // Models that show the thought itself may show a summary of it, too: the first of them is enough.
        guard passesRaw == isRaw else { return }
        if let open = items[position].openPart, open != part { events.append(.thinking("\n\n")) }
        items[position].openPart = part
        items[position].add(text.utf8.count, to: part)
        events.append(.thinking(text))
    }
}
