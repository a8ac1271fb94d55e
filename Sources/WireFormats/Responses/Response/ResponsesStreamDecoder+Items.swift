internal import JSON

extension ResponsesStreamDecoder {
    /// Where the item is that an event belongs to: by its place in the output, else by its name.
    ///
    /// Some servers change the names from event to event, so the place is asked first.
    func position(_ fields: ResponsesEventFields, _ kind: ResponsesOutputItem.Kind) -> Int? {
        if let index = fields.outputIndex {
            if let position = items.lastIndex(where: { $0.outputIndex == index }) {
                return items[position].kind == kind ? position : nil
            }
        }
        if let id = fields.itemID.flatMap(JSONText.string),
            let position = items.lastIndex(where: { $0.kind == kind && ($0.id == id || $0.callID == id) })
        {
            return position
        }
        guard fields.outputIndex == nil else { return nil }
        return items.lastIndex { $0.kind == kind && !$0.isDone }
    }

    /// Where the item is that an event belongs to, which begins with it if there is none; nil after breaking off.
    mutating func positionOrNew(
        _ fields: ResponsesEventFields,
        _ kind: ResponsesOutputItem.Kind,
        into events: inout [GenerationEvent]
    ) -> Int? {
        if let position = position(fields, kind) { return items[position].isDone ? nil : position }
        return append(kind, outputIndex: fields.outputIndex, into: &events)
    }

    private mutating func append(
        _ kind: ResponsesOutputItem.Kind,
        outputIndex: Int?,
        into events: inout [GenerationEvent]
    ) -> Int? {
        guard items.count < Self.itemLimit else {
            fail("The upstream's answer has more than \(Self.itemLimit) items", into: &events)
            return nil
        }
        begin(into: &events)
        items.append(ResponsesOutputItem(kind: kind, number: items.count, outputIndex: outputIndex))
        return items.count - 1
    }

    /// `response.output_item.added`.
    mutating func addItem(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let item = tree(fields.subject, into: &events) else { return }
        let kind = ResponsesOutputItem.Kind(type: item["type"]?.string)
        guard find(item, kind, outputIndex: fields.outputIndex) == nil,
            let position = append(kind, outputIndex: fields.outputIndex, into: &events)
        else { return }
        name(position, after: item)
        if kind == .functionCall { announce(position, item, into: &events) }
    }

    /// `response.output_item.done`.
    mutating func endItem(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let item = tree(fields.subject, into: &events) else { return }
        end(item, outputIndex: fields.outputIndex, into: &events)
    }

    /// Passes on what is missing of an item that is whole, and ends it.
    mutating func end(_ item: JSONValue, outputIndex: Int?, into events: inout [GenerationEvent]) {
        let kind = ResponsesOutputItem.Kind(type: item["type"]?.string)
        let known = find(item, kind, outputIndex: outputIndex)
        guard let position = known ?? append(kind, outputIndex: outputIndex, into: &events),
            !items[position].isDone
        else { return }
        name(position, after: item)
        switch kind {
        case .message: endMessage(position, item, into: &events)
        case .reasoning: endReasoning(position, item, into: &events)
        case .functionCall: endCall(position, item, into: &events)
        case .webSearch: endSearch(position, item, into: &events)
        case .other: break
        }
        items[position].isDone = true
    }

    /// Where an item is that stands in an event whole.
    private func find(_ item: JSONValue, _ kind: ResponsesOutputItem.Kind, outputIndex: Int?) -> Int? {
        if let outputIndex,
            let position = items.lastIndex(where: { $0.outputIndex == outputIndex && $0.kind == kind })
        {
            return position
        }
        let id = Self.text(item["id"])
        let callID = Self.text(item["call_id"])
        return items.lastIndex {
            $0.kind == kind && (id != nil && $0.id == id || callID != nil && $0.callID == callID)
        }
    }

    private mutating func name(_ position: Int, after item: JSONValue) {
        items[position].id = Self.text(item["id"]) ?? items[position].id
        items[position].callID = Self.text(item["call_id"]) ?? items[position].callID
    }

    /// A name; nil for an empty one, by which some servers say that there is none.
    private static func text(_ value: JSONValue?) -> String? {
        value?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
}

// MARK: - Calls and searches

extension ResponsesStreamDecoder {
    private mutating func announce(_ position: Int, _ item: JSONValue, into events: inout [GenerationEvent]) {
        guard !items[position].isAnnounced, let name = item["name"]?.string, !name.isEmpty else { return }
        items[position].isAnnounced = true
        hasCalledTool = true
        let id = items[position].callID ?? items[position].id ?? "call_\(items[position].number)"
        events.append(.toolCallStarted(call: items[position].number, id: id, name: name))
    }

    /// `response.function_call_arguments.delta`.
    ///
    /// Before the call's name has come they are left to the event that repeats them.
    mutating func applyArguments(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let delta = fields.delta.flatMap(JSONText.string), !delta.isEmpty,
            let position = position(fields, .functionCall), items[position].isAnnounced, !items[position].isDone
        else { return }
        items[position].add(delta.utf8.count, to: 0)
        events.append(.toolArguments(call: items[position].number, delta))
    }

    /// `response.function_call_arguments.done`.
    mutating func completeArguments(_ fields: ResponsesEventFields, into events: inout [GenerationEvent]) {
        guard let whole = fields.whole.flatMap(JSONText.string), !whole.isEmpty,
            let position = position(fields, .functionCall), items[position].isAnnounced, !items[position].isDone
        else { return }
        completeCall(position, arguments: whole, into: &events)
    }

    private mutating func endCall(_ position: Int, _ item: JSONValue, into events: inout [GenerationEvent]) {
        announce(position, item, into: &events)
        guard items[position].isAnnounced else { return }
        let arguments = item["arguments"]?.string ?? ""
        guard item["status"]?.string != "incomplete" else { return pass(arguments, of: position, into: &events) }
        completeCall(position, arguments: arguments, into: &events)
    }

    private mutating func completeCall(_ position: Int, arguments: String, into events: inout [GenerationEvent]) {
        pass(arguments, of: position, into: &events)
        items[position].isDone = true
        events.append(.toolCallEnded(call: items[position].number))
    }

    /// Passes on what the deltas have left out.
    private mutating func pass(_ arguments: String, of position: Int, into events: inout [GenerationEvent]) {
        guard let tail = Self.tail(of: arguments, after: items[position].length(of: 0)) else { return }
        items[position].add(tail.utf8.count, to: 0)
        events.append(.toolArguments(call: items[position].number, tail))
    }

    private mutating func endSearch(_ position: Int, _ item: JSONValue, into events: inout [GenerationEvent]) {
        let action = item["action"]
        let query = action?["query"]?.string ?? action?["queries"]?.elements?.first?.string
        // Pages that were opened, and searches within them, are no searches of the web.
        guard query != nil || action?["type"]?.string == "search" else { return }
        let sources = (action?["sources"]?.elements ?? []).compactMap(Self.source)
        let id = items[position].id ?? "search_\(items[position].number)"
        events.append(.webSearch(WebSearchCall(id: id, query: query ?? "", sources: sources)))
    }

    static func source(_ value: JSONValue) -> WebSource? {
        value["url"]?.string.map { WebSource(url: $0, title: value["title"]?.string) }
    }

    /// What a text has after so many bytes; nil when that is nothing.
    static func tail(of whole: String, after length: Int) -> String? {
        guard whole.utf8.count > length else { return nil }
        return length == 0 ? whole : String(decoding: whole.utf8.dropFirst(length), as: UTF8.self)
    }
}
