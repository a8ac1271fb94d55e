import JSON
import TestSupport
import Testing
import WireFormats

/// Any events at all become a message in the order of the Messages API.
@Suite("From events to a message")
struct MessageReductionTests {
    private func stream(_ events: [GenerationEvent], thinking: Bool = true) throws -> StreamReading {
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m", wantsThinking: thinking), messageID: "msg_1")
        var bytes: [UInt8] = []
        encoder.encode(events, into: &bytes)
        return try StreamReading(bytes)
    }

    @Test func `nothing is written before the model has begun`() {
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m"))
        var bytes: [UInt8] = []
        encoder.encode(.quota(UsageQuota()), into: &bytes)
        encoder.ping(into: &bytes)
        encoder.encode(.failed(UpstreamFailure(.overloaded, message: "busy")), into: &bytes)
        #expect(bytes.isEmpty)
        #expect(!encoder.hasBegun)
        #expect(encoder.isEnded)
        #expect(encoder.failure == UpstreamFailure(.overloaded, message: "busy"))
    }

    @Test func `a failure after the beginning is an event, and the last`() throws {
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m"))
        var bytes: [UInt8] = []
        encoder.encode(.started(id: "resp_77"), into: &bytes)
        #expect(encoder.hasBegun)
        encoder.encode(.failed(UpstreamFailure(.usageLimit, message: "gone", resetsAt: 0)), into: &bytes)
        encoder.encode(.text("late"), into: &bytes)
        encoder.ping(into: &bytes)
        let reading = try StreamReading(bytes)
        #expect(reading.ending == .failed)
        #expect(reading.error?["type"]?.string == "rate_limit_error")
        #expect(reading.error?["message"]?.string == "gone. It resets at 1970-01-01 00:00 UTC.")
        #expect(encoder.failure?.kind == .usageLimit)
    }

    @Test func `a silent upstream can be bridged by a beginning and pings`() throws {
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m"), messageID: "msg_1")
        var bytes: [UInt8] = []
        encoder.begin(into: &bytes)
        encoder.ping(into: &bytes)
        encoder.begin(into: &bytes)
        encoder.encode([.started(id: "resp_1"), .text("x"), .finished(.endOfTurn)], into: &bytes)
        let reading = try StreamReading(bytes)
        #expect(reading.ending == .stopped)
        #expect(reading.pings == 2)
    }

    @Test func `the message's identifier is made from the answer's`() throws {
        var assembler = MessageAssembler(AnswerContext(model: "m"))
        assembler.add([.started(id: "resp_a/b"), .finished(.endOfTurn)])
        guard case .message(let bytes) = assembler.outcome else {
            Issue.record("no message")
            return
        }
        #expect(try JSONReader.read(bytes)["id"]?.string == "msg_a_b")
    }

    @Test func `thoughts need to be asked for`() throws {
        let events: [GenerationEvent] = [
            .thinking("hm"), .thinkingEnded(ReasoningState(id: "rs_1", encryptedContent: "E")), .text("x"), .textEnded,
            .finished(.endOfTurn),
        ]
        #expect(try stream(events, thinking: false).message["content"]?.elements?.count == 1)
        let content = try #require(try stream(events).message["content"]?.elements)
        let signature = try #require(content.first?["signature"]?.string.flatMap { ReasoningSignature($0) })
        #expect(signature == ReasoningSignature(itemID: "rs_1", encryptedContent: "E", hasSummary: true))
    }

    @Test func `thoughts that are not to be in words have a signature only`() throws {
        let context = AnswerContext(model: "m", wantsThinking: true, showsThinkingText: false)
        var encoder = MessagesStreamEncoder(context, messageID: "msg_1")
        var bytes: [UInt8] = []
        let state = ReasoningState(id: "rs_1", encryptedContent: "E")
        encoder.encode([.thinking("hm"), .thinkingEnded(state), .finished(.endOfTurn)], into: &bytes)
        let block = try #require(try StreamReading(bytes).message["content"]?.elements?.first)
        #expect(block["thinking"]?.string?.isEmpty == true)
        let signature = try #require(block["signature"]?.string.flatMap { ReasoningSignature($0) })
        #expect(signature == ReasoningSignature(itemID: "rs_1", encryptedContent: "E", hasSummary: false))
    }

    @Test func `text and thoughts wait for an open call, and calls that never end are dropped`() throws {
        let reading = try stream([
            .toolCallStarted(call: 0, id: "a", name: "A"), .text("be"), .toolCallStarted(call: 1, id: "b", name: "B"),
            .toolArguments(call: 1, "{\"x\":"), .thinking("t"), .toolArguments(call: 0, "{}"), .text("tween"),
            .finished(.maximumTokens),
        ])
        let content = try #require(reading.message["content"]?.elements)
        #expect(content.map { $0["type"]?.string } == ["tool_use", "text", "thinking", "text"])
        #expect(content.last?["text"]?.string == "tween")
    }

    @Test func `any number of pieces can wait for a call`() throws {
        var events: [GenerationEvent] = [.toolCallStarted(call: 0, id: "a", name: "A")]
        for _ in 0..<20_000 { events += [.text("x"), .textEnded] }
        events += [.toolCallEnded(call: 0), .finished(.toolCalls)]
        #expect(try stream(events).message["content"]?.elements?.count == 20_001)
    }

    @Test func `what is held in memory has a limit`() {
        let piece = String(repeating: "x", count: 1 << 20)
        var assembler = MessageAssembler(AnswerContext(model: "m"))
        for _ in 0..<66 { assembler.add(.text(piece)) }
        guard case .failure(let failure) = assembler.outcome else {
            Issue.record("no limit of a message")
            return
        }
        #expect(failure.kind == .brokenStream)
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m"))
        var bytes: [UInt8] = []
        encoder.encode([.toolCallStarted(call: 0, id: "a", name: "A")], into: &bytes)
        for _ in 0..<66 { encoder.encode(.text(piece), into: &bytes) }
        #expect(encoder.failure == failure)
    }

    /// Calls whose events are mixed at random, each call's own in their order.
    @Test(arguments: RandomSeeds.fresh(200))
    func `interleaved calls come out one after the other, whole`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...5, using: &random)
        var lanes: [[GenerationEvent]] = (0..<count).map { call in
            let text =
                "{\"n\":\(call),\"t\":\"\(String(repeating: "x", count: Int.random(in: 0...9, using: &random)))\"}"
            let pieces = text.map { GenerationEvent.toolArguments(call: call, String($0)) }
            return [.toolCallStarted(call: call, id: "id\(call)", name: "T\(call)")] + pieces + [
                .toolCallEnded(call: call)
            ]
        }
        var events: [GenerationEvent] = []
        var order: [String] = []
        while let lane = lanes.indices.filter({ !lanes[$0].isEmpty }).randomElement(using: &random) {
            let event = lanes[lane].removeFirst()
            if case .toolCallStarted(_, let id, _) = event { order.append(id) }
            events.append(event)
        }
        let content = try #require(try stream(events + [.finished(.toolCalls)]).message["content"]?.elements)
        #expect(content.compactMap { $0["id"]?.string } == order)
        for block in content {
            #expect("id\(block["input"]?["n"]?.integer(as: Int.self) ?? -1)" == block["id"]?.string)
        }
    }

    @Test(arguments: RandomSeeds.fresh(500))
    func `events in any order keep the order of the Messages API`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let context = AnswerContext(
            model: "m",
            stopSequences: Bool.random(using: &random) ? ["ab", "ba"] : [],
            wantsThinking: Bool.random(using: &random)
        )
        var encoder = MessagesStreamEncoder(context, messageID: "msg_1")
        var assembler = MessageAssembler(context, messageID: "msg_1")
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            let event = randomEvent(&random)
            encoder.encode(event, into: &bytes)
            assembler.add(event)
        }
        let last = GenerationEvent.finished(.endOfTurn)
        encoder.encode(last, into: &bytes)
        assembler.add(last)
        let reading = try StreamReading(bytes)
        switch try #require(assembler.outcome) {
        case .failure: #expect([.failed, .nothing].contains(reading.ending))
        case .message(let message):
            #expect(reading.ending == .stopped)
            #expect(try JSONReader.read(message)["stop_reason"] == reading.message["stop_reason"])
        }
    }

    private func randomEvent(_ random: inout SeededGenerator) -> GenerationEvent {
        let call = Int.random(in: 0...2, using: &random)
        switch Int.random(in: 0...24, using: &random) {
        case 0: return .started(id: nil)
        case 1...4: return .text(["a", "b", "ab", "", "한"].randomElement(using: &random) ?? "")
        case 5: return .refusal("no")
        case 6, 7: return .textEnded
        case 8: return .citation(WebSource(url: "https://example.org/\(call)"))
        case 9, 10: return .thinking("hm")
        case 11: return .thinkingEnded(nil)
        case 12: return .thinkingEnded(ReasoningState(encryptedContent: "E"))
        case 13, 14: return .toolCallStarted(call: call, id: "c\(call)", name: ["Bash", "Read"][call % 2])
        case 15...17: return .toolArguments(call: call, "{\"pages\":\"\"}")
        case 18...20: return .toolCallEnded(call: call)
        case 21: return .webSearch(WebSearchCall(id: "ws_1", query: "q", sources: []))
        case 22: return .usage(GenerationUsage(input: 1, output: 2))
        case 23: return .quota(UsageQuota())
        default:
            let isEnd = Int.random(in: 0...9, using: &random) == 0
            return isEnd ? .failed(UpstreamFailure(.server, message: "x")) : .textEnded
        }
    }
}
