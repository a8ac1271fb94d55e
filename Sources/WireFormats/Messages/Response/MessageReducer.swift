/// Brings the events of an answer into the order that an Anthropic message has.
///
/// One block after the other: what belongs to a later block waits while a tool's call is open. Tools get the client's
/// names back, thoughts carry the provider's state in their signature, and stop sequences end the message here, since
/// not every provider knows them. Streaming and non-streaming answers both come from here.
struct MessageReducer {
    private enum Phase {
        case waiting, open, ended
    }

    private enum OpenBlock: Equatable {
        case none, text, thinking
        case call(Int)
    }

    private let context: AnswerContext
    private let messageID: String?
    private var phase = Phase.waiting
    private var block = OpenBlock.none
    private var nextIndex = 0
    private var matcher: StopSequenceMatcher
    private var repair: ToolArgumentRepair?
    private var queue = MessageQueue()
    private var search = WebSearchProgress()
    private var hasThought = false
    private var usage: GenerationUsage?
    private var textLength = 0
    /// Why the message was broken off.
    private(set) var failure: UpstreamFailure?

    init(_ context: AnswerContext, messageID: String?) {
        self.context = context
        self.messageID = messageID
        matcher = StopSequenceMatcher(context.stopSequences)
    }

    /// Whether the message has begun.
    var hasBegun: Bool { phase != .waiting && !(phase == .ended && failureCameFirst) }
    private var failureCameFirst = false
    /// Whether the message is whole or broken off.
    var isEnded: Bool { phase == .ended }

    /// Takes one event into account.
    mutating func reduce(_ event: GenerationEvent, into sink: inout some MessageSink) {
        guard phase != .ended else { return }
        if case .call(let open) = block, queue.take(event, whileOpen: open) { return }
        switch event {
        case .started(let id): begin(id, &sink)
        case .text(let text), .refusal(let text): pass(text, &sink)
        case .textEnded: if block == .text { close(&sink) }
        case .citation(let source): search.cite(source)
        case .thinking(let text): think(text, &sink)
        case .thinkingEnded(let state): endThought(state, &sink)
        case .toolCallStarted(let call, let id, let name): openCall(call, id, name, &sink)
        case .toolArguments(let call, let text): passArguments(text, of: call, &sink)
        case .toolCallEnded(let call): endCall(call, &sink)
        case .webSearch(let call): show(call, &sink)
        case .usage(let usage): self.usage = usage
        case .quota: break
        case .finished(let reason): finish(reason, &sink)
        case .failed(let failure): fail(failure, &sink)
        }
    }

    /// Begins the message before anything of it is known.
    mutating func begin(_ id: String?, _ sink: inout some MessageSink) {
        guard phase == .waiting else { return }
        phase = .open
        sink.begin(id: messageID ?? MessageIdentifier.text(for: id))
    }
}

// MARK: - Text and thoughts

extension MessageReducer {
    private mutating func pass(_ text: String, _ sink: inout some MessageSink) {
        let (passed, match) = matcher.feed(text)
        appendText(passed, &sink)
        guard let match else { return }
        finish(.stopSequence(match), &sink)
    }

    private mutating func appendText(_ text: String, _ sink: inout some MessageSink) {
        guard !text.isEmpty else { return }
        enter(.text, as: .text, &sink)
        textLength += text.utf8.count
        sink.append(.text(text), at: nextIndex - 1)
    }

    private mutating func think(_ text: String, _ sink: inout some MessageSink) {
        guard context.wantsThinking else { return begin(nil, &sink) }
        enter(.thinking, as: .thinking, &sink)
        hasThought = true
        sink.append(.thinking(text), at: nextIndex - 1)
    }

    private mutating func endThought(_ state: ReasoningState?, _ sink: inout some MessageSink) {
        guard context.wantsThinking else { return }
        if let state {
            // A thought that the provider shows nothing of is a block with a signature only.
            enter(.thinking, as: .thinking, &sink)
            let signature = ReasoningSignature(
                itemID: state.id,
                encryptedContent: state.encryptedContent,
                hasSummary: hasThought
            )
            sink.append(.signature(signature.text), at: nextIndex - 1)
        }
        hasThought = false
        if block == .thinking { close(&sink) }
    }

    /// Opens a block of a kind, unless that is what is open.
    private mutating func enter(_ kind: OpenBlock, as new: MessageBlock, _ sink: inout some MessageSink) {
        guard block != kind else { return }
        close(&sink)
        begin(nil, &sink)
        block = kind
        sink.open(new, at: nextIndex)
        nextIndex += 1
    }

    /// Closes the block that is open, if there is one.
    private mutating func close(isWhole: Bool = true, _ sink: inout some MessageSink) {
        // What was held back was text: it was no stop sequence. It opens the block if nothing else did.
        appendHeldText(&sink)
        guard block != .none else { return }
        block = .none
        sink.close(at: nextIndex - 1, isWhole: isWhole)
    }

    private mutating func appendHeldText(_ sink: inout some MessageSink) {
        let held = matcher.flush()
        guard !held.isEmpty else { return }
        if block != .text { enterText(&sink) }
        textLength += held.utf8.count
        sink.append(.text(held), at: nextIndex - 1)
    }
}
