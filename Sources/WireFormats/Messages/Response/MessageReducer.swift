/// Brings the events of an answer into the order that an Anthropic message has.
///
/// One block after the other: what belongs to a later block waits while a tool's call is open. Tools get the client's
/// names back, thoughts carry the provider's state in their signature, and stop sequences end the message here, since
/// not every provider knows them. Streaming and non-streaming answers both come from here.
struct MessageReducer {
    private enum Phase {
        case waiting, open, ended
    }

    /// How much of an answer is held in memory, in bytes.
    private static let limit = 64 << 20

    private enum OpenBlock: Equatable {
        case none, text, thinking
        case call(Int)
    }

    private let context: AnswerContext
    private let messageID: String?
    private let isKeptWhole: Bool
    private var phase = Phase.waiting
    private var block = OpenBlock.none
    private var nextIndex = 0
    private var matcher: StopSequenceMatcher
    private var repair: ToolArgumentRepair?
    private var queue = MessageQueue()
    private var search = WebSearchProgress()
    private var hasThought = false
    /// What the message has cost; known at its end, and an estimate where a stop sequence was that end.
    private(set) var usage: GenerationUsage?
    /// How many bytes of text, thoughts and arguments were passed on.
    private var length = 0
    private var isTooLong: Bool {
        queue.length + (repair?.length ?? 0) + (isKeptWhole ? length + nextIndex * 128 : 0) > Self.limit
    }
    /// Whether the message has begun.
    private(set) var hasBegun = false
    /// Why the message was broken off.
    private(set) var failure: UpstreamFailure?

    /// A reducer at the beginning of an answer; `isKeptWhole` says that its sink holds all that it is given.
    init(_ context: AnswerContext, messageID: String?, isKeptWhole: Bool) {
        self.context = context
        self.messageID = messageID
        self.isKeptWhole = isKeptWhole
        matcher = StopSequenceMatcher(context.stopSequences)
    }

    /// Whether the message is whole or broken off.
    var isEnded: Bool { phase == .ended }

    /// Takes one event into account.
    mutating func reduce(_ event: GenerationEvent, into sink: inout some MessageSink) {
        guard phase != .ended else { return }
        if case .call(let open) = block, queue.take(event, whileOpen: open) {
            return isTooLong ? fail(Self.tooLong, &sink) : ()
        }
        apply(event, &sink)
        if !queue.isEmpty { drain(&sink) }
        if phase == .open, isTooLong { fail(Self.tooLong, &sink) }
    }

    private static let tooLong = UpstreamFailure(
        .brokenStream,
        message: "The upstream's answer is longer than \(limit >> 20) MiB"
    )

    private mutating func apply(_ event: GenerationEvent, _ sink: inout some MessageSink) {
        switch event {
        case .started(let id): begin(id: id, &sink)
        case .text(let text), .refusal(let text): pass(text, &sink)
        case .textEnded: if block != .thinking { close(&sink) }
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
    mutating func begin(id: String? = nil, _ sink: inout some MessageSink) {
        guard phase == .waiting else { return }
        phase = .open
        hasBegun = true
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
        append(.text(text), text, &sink)
    }

    private mutating func think(_ text: String, _ sink: inout some MessageSink) {
        guard context.wantsThinking, context.showsThinkingText else { return begin(&sink) }
        enter(.thinking, as: .thinking, &sink)
        hasThought = true
        append(.thinking(text), text, &sink)
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
            append(.signature(signature.text), signature.text, &sink)
        }
        hasThought = false
        if block == .thinking { close(&sink) }
    }

    private mutating func append(_ delta: MessageDelta, _ text: String, _ sink: inout some MessageSink) {
        length += text.utf8.count
        sink.append(delta, at: nextIndex - 1)
    }

    /// Opens a block of a kind, unless that is what is open.
    private mutating func enter(_ kind: OpenBlock, as new: MessageBlock, _ sink: inout some MessageSink) {
        guard block != kind else { return }
        // What the matcher holds back follows the text that is about to be written.
        if kind == .text { closeBlock(isWhole: true, &sink) } else { close(&sink) }
        begin(&sink)
        block = kind
        sink.open(new, at: nextIndex)
        nextIndex += 1
    }

    /// Closes the block that is open, if there is one.
    ///
    /// What was held back was text after all, and no stop sequence; it opens a block if it is all that there was.
    private mutating func close(isWhole: Bool = true, _ sink: inout some MessageSink) {
        appendText(matcher.flush(), &sink)
        closeBlock(isWhole: isWhole, &sink)
    }

    private mutating func closeBlock(isWhole: Bool, _ sink: inout some MessageSink) {
        guard block != .none else { return }
        block = .none
        sink.close(at: nextIndex - 1, isWhole: isWhole)
    }
}

// MARK: - Calls and searches

extension MessageReducer {
    private mutating func openCall(_ call: Int, _ id: String, _ name: String, _ sink: inout some MessageSink) {
        let clientName = context.tools.clientName(of: name)
        repair = ToolArgumentRepair(toolName: clientName)
        enter(.call(call), as: .toolUse(id: id, name: clientName), &sink)
    }

    private mutating func passArguments(_ text: String, of call: Int, _ sink: inout some MessageSink) {
        guard block == .call(call), !text.isEmpty else { return }
        guard repair == nil else {
            repair?.hold(text)
            return
        }
        append(.arguments(text), text, &sink)
    }

    private mutating func endCall(_ call: Int, _ sink: inout some MessageSink) {
        guard block == .call(call) else { return }
        releaseArguments(&sink)
        close(&sink)
    }

    /// Passes on the arguments that were held back to be repaired.
    private mutating func releaseArguments(_ sink: inout some MessageSink) {
        guard let held = repair?.repaired, case .call(let call) = block else { return }
        repair = nil
        passArguments(held, of: call, &sink)
    }

    /// Lets the blocks that have waited follow, until a call is open again.
    private mutating func drain(_ sink: inout some MessageSink) {
        while phase == .open, !isCallOpen, let next = queue.next() {
            switch next {
            case .event(let event): apply(event, &sink)
            case .call(let call): emit(call, &sink)
            }
        }
    }

    private var isCallOpen: Bool {
        if case .call = block { true } else { false }
    }

    private mutating func emit(_ call: MessageQueue.Call, _ sink: inout some MessageSink) {
        openCall(call.number, call.id, call.name, &sink)
        passArguments(call.arguments, of: call.number, &sink)
        if call.isEnded { endCall(call.number, &sink) }
    }

    private mutating func show(_ call: WebSearchCall, _ sink: inout some MessageSink) {
        close(&sink)
        begin(&sink)
        showPendingResult(&sink)
        let id = MessageIdentifier.searchID(for: call.id)
        showBlock(.webSearch(id: id), .arguments(WebSearchProgress.arguments(query: call.query)), &sink)
        search.begin(id: id)
        guard !call.sources.isEmpty else { return }
        search.sources = call.sources
        showPendingResult(&sink)
    }

    /// What the last search has found, when that is known: from the search itself, or from what the text cites.
    private mutating func showPendingResult(_ sink: inout some MessageSink) {
        guard let (id, sources) = search.takeResult() else { return }
        showBlock(.webSearchResult(id: id, sources: sources), nil, &sink)
    }

    private mutating func showBlock(_ block: MessageBlock, _ delta: MessageDelta?, _ sink: inout some MessageSink) {
        sink.open(block, at: nextIndex)
        if let delta { sink.append(delta, at: nextIndex) }
        sink.close(at: nextIndex, isWhole: true)
        nextIndex += 1
    }
}

// MARK: - The end

extension MessageReducer {
    private mutating func finish(_ reason: StopReason, _ sink: inout some MessageSink) {
        begin(&sink)
        releaseArguments(&sink)
        // A call that was broken off ends like any other, as with Anthropic's API: Claude Code does not run it, since
        // its arguments are no JSON, and tells the model that they were cut.
        close(isWhole: !isCallOpen, &sink)
        if case .stopSequence = reason { queue = MessageQueue() }
        queue.dropOpenCalls()
        drain(&sink)
        guard phase == .open else { return }
        close(&sink)
        showPendingResult(&sink)
        phase = .ended
        let usage = usage ?? estimatedUsage
        self.usage = usage
        sink.finish(MessageEnding(reason: reason, usage: usage, webSearches: search.count))
    }

    /// For a message that a stop sequence ends before the provider has counted: about four bytes are a token.
    private var estimatedUsage: GenerationUsage {
        GenerationUsage(input: context.estimatedInputTokens, output: (length + 3) / 4)
    }

    private mutating func fail(_ failure: UpstreamFailure, _ sink: inout some MessageSink) {
        phase = .ended
        self.failure = failure
        if hasBegun { sink.fail(failure) }
    }
}
