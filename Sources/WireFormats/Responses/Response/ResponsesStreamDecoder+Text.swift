internal import JSON

extension ResponsesStreamDecoder {
    /// `response.output_text.delta` and `response.refusal.delta`.
    mutating func applyText(
        _ fields: ResponsesEventFields,
        _ text: UnsafeRawBufferPointer?,
        isRefusal: Bool,
        into events: inout [GenerationEvent]
    ) {
        guard let text = text.flatMap(JSONText.string), !text.isEmpty,
            let position = positionOrNew(fields, .message, into: &events)
        else { return }
        pass(text, ResponsesOutputItem.part(fields.partIndex), of: position, isRefusal: isRefusal, into: &events)
    }

    /// `response.output_text.done` and `response.refusal.done`.
    mutating func completeText(
        _ fields: ResponsesEventFields,
        isRefusal: Bool,
        into events: inout [GenerationEvent]
    ) {
        guard let whole = fields.whole.flatMap(JSONText.string), !whole.isEmpty,
            let position = positionOrNew(fields, .message, into: &events)
        else { return }
        complete(whole, ResponsesOutputItem.part(fields.partIndex), of: position, isRefusal: isRefusal, into: &events)
    }

    /// `response.content_part.done`.
    mutating func endPart(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let part = tree(fields.subject, into: &events),
            ["output_text", "refusal"].contains(part["type"]?.string),
            let position = positionOrNew(fields, .message, into: &events)
        else { return }
        end(part, ResponsesOutputItem.part(fields.partIndex), of: position, into: &events)
    }

    /// `response.output_text.annotation.added`.
    mutating func applyCitation(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let annotation = tree(fields.subject, into: &events), let source = Self.source(annotation),
            let position = positionOrNew(fields, .message, into: &events)
        else { return }
        items[position].hasCitations = true
        events.append(.citation(source))
    }

    /// Passes on what is missing of a message's parts, and ends the last.
    mutating func endMessage(_ position: Int, _ item: JSONValue, into events: inout [GenerationEvent]) {
        for (index, part) in (item["content"]?.elements ?? []).enumerated() {
            end(part, ResponsesOutputItem.part(index), of: position, into: &events)
        }
        endOpenPart(of: position, into: &events)
    }

    /// Ends the piece of text that is open, if there is one.
    mutating func endOpenPart(of position: Int, into events: inout [GenerationEvent]) {
        guard items[position].openPart != nil else { return }
        items[position].openPart = nil
        events.append(.textEnded)
    }

    private mutating func end(
        _ value: JSONValue,
        _ part: Int,
        of position: Int,
        into events: inout [GenerationEvent]
    ) {
        if let text = value["text"]?.string {
            complete(text, part, of: position, isRefusal: false, into: &events)
        } else if let text = value["refusal"]?.string {
            complete(text, part, of: position, isRefusal: true, into: &events)
        }
        if !items[position].hasCitations, let annotations = value["annotations"]?.elements, !annotations.isEmpty {
            items[position].hasCitations = true
            events += annotations.compactMap(Self.source).map { .citation($0) }
        }
        if items[position].openPart == part { endOpenPart(of: position, into: &events) }
    }

    private mutating func complete(
        _ whole: String,
        _ part: Int,
        of position: Int,
        isRefusal: Bool,
        into events: inout [GenerationEvent]
    ) {
        guard let tail = Self.tail(of: whole, after: items[position].length(of: part)) else { return }
        pass(tail, part, of: position, isRefusal: isRefusal, into: &events)
    }

    private mutating func pass(
        _ text: String,
        _ part: Int,
        of position: Int,
        isRefusal: Bool,
        into events: inout [GenerationEvent]
    ) {
        if items[position].openPart != part {
            endOpenPart(of: position, into: &events)
            items[position].openPart = part
        }
        items[position].add(text.utf8.count, to: part)
        if isRefusal { hasRefused = true }
        events.append(isRefusal ? .refusal(text) : .text(text))
    }
}
