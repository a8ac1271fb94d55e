internal import JSON

/// The content blocks of a message, gathered until it is whole.
struct MessageParts: MessageSink, Sendable {
    /// The message; nil until it is whole.
    private(set) var message: JSONValue?

    private let model: String
    private var id = ""
    private var content: [JSONValue] = []
    private var current: MessageBlock?
    private var text = ""
    private var signature = ""

    init(model: String) {
        self.model = model
    }

    mutating func begin(id: String) {
        self.id = id
    }

    mutating func open(_ block: MessageBlock, at index: Int) {
        current = block
        text = ""
        signature = ""
    }

    mutating func append(_ delta: MessageDelta, at index: Int) {
        switch delta {
        case .text(let more), .thinking(let more), .arguments(let more): text += more
        case .signature(let more): signature += more
        }
    }

    mutating func close(at index: Int, isWhole: Bool) {
        guard let block = current else { return }
        current = nil
        if let value = value(of: block, isWhole: isWhole) { content.append(value) }
    }

    mutating func finish(_ ending: MessageEnding) {
        message = MessageJSON.object([
            "id": .string(id), "type": .string("message"), "role": .string("assistant"), "model": .string(model),
            "content": .array(content), "stop_reason": .string(ending.stopReason),
            "stop_sequence": ending.stopSequence.map { .string($0) } ?? .null,
            "usage": MessageJSON.usage(ending.usage, webSearches: ending.webSearches),
        ])
    }

    mutating func fail(_ failure: UpstreamFailure) {}

    /// The block with what has come of it; nil for a call that was broken off, whose tool must not run.
    private func value(of block: MessageBlock, isWhole: Bool) -> JSONValue? {
        guard case .object(var members) = MessageJSON.block(block) else { return nil }
        switch block {
        case .text: set("text", .string(text), in: &members)
        case .thinking:
            set("thinking", .string(text), in: &members)
            set("signature", .string(signature), in: &members)
        case .toolUse, .webSearch:
            guard let input = input(isWhole: isWhole) else { return nil }
            set("input", input, in: &members)
        case .webSearchResult: break
        }
        return .object(members)
    }

    /// The arguments of a call.
    ///
    /// What is no object although it is whole is handed over under a name of its own: the tool
    /// refuses it, and the model sees what it wrote.
    private func input(isWhole: Bool) -> JSONValue? {
        guard !text.isEmpty else { return isWhole ? .object([]) : nil }
        let value = try? JSONReader.read(Array(text.utf8), maximumDepth: 128, replacingLoneSurrogates: true)
        if let value, case .object = value { return value }
        return isWhole ? MessageJSON.object(["raw": .string(text)]) : nil
    }

    private func set(_ name: String, _ value: JSONValue, in members: inout [JSONMember]) {
        guard let position = members.firstIndex(where: { $0.name == name }) else { return }
        members[position].value = value
    }
}
