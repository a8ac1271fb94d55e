import TestSupport
import Testing
import WireFormats

/// What single events of the Responses stream mean, and that no bytes at all make the decoder trap.
@Suite("The decoder of the Responses stream")
struct ResponsesStreamDecoderTests {
    private func decode(_ events: [String]) -> [GenerationEvent] {
        var decoder = ResponsesStreamDecoder()
        var result: [GenerationEvent] = []
        for event in events { decoder.decode(Array(event.utf8)[...], into: &result) }
        return result
    }

    private func added(_ index: Int, _ item: String) -> String {
        #"{"type":"response.output_item.added","output_index":\#(index),"item":\#(item)}"#
    }

    private let completed = #"{"type":"response.completed","response":{"status":"completed","output":[]}}"#

    @Test func `an upstream that accepts and then is silent has not begun`() {
        #expect(decode([#"{"type":"response.created","response":{"id":"resp_1"}}"#]).isEmpty)
        let begun = decode([
            #"{"type":"response.created","response":{"id":"resp_1"}}"#, added(0, #"{"type":"reasoning","id":"rs_1"}"#),
        ])
        #expect(begun == [.started(id: "resp_1")])
    }

    @Test func `events find their item by its place even if its name changes`() {
        let events = decode([
            added(0, #"{"type":"function_call","id":"one","call_id":"c1","name":"A"}"#),
            added(1, #"{"type":"function_call","id":"two","call_id":"c2","name":"B"}"#),
            #"{"type":"response.function_call_arguments.delta","output_index":0,"item_id":"other","delta":"{}"}"#,
            #"{"type":"response.function_call_arguments.done","output_index":0,"item_id":"x","arguments":"{}"}"#,
            #"{"type":"response.output_item.done","output_index":0,"item":"#
                + #"{"type":"function_call","id":"y","call_id":"c1","name":"A","arguments":"{}"}}"#,
        ])
        #expect(
            events == [
                .started(id: nil), .toolCallStarted(call: 0, id: "c1", name: "A"),
                .toolCallStarted(call: 1, id: "c2", name: "B"), .toolArguments(call: 0, "{}"), .toolCallEnded(call: 0),
            ]
        )
    }

    @Test func `events find their item by its name when they have no place`() {
        let events = decode([
            #"{"type":"response.output_item.added","item":{"type":"function_call","id":"f1","call_id":"c1","name":"A"}}"#,
            #"{"type":"response.output_item.added","item":{"type":"function_call","id":"f2","call_id":"c2","name":"B"}}"#,
            #"{"type":"response.function_call_arguments.delta","item_id":"f1","delta":"1"}"#,
            #"{"type":"response.function_call_arguments.delta","item_id":"c2","delta":"2"}"#,
        ])
        #expect(events.suffix(2) == [.toolArguments(call: 0, "1"), .toolArguments(call: 1, "2")])
    }

    @Test func `items whose names are empty are told apart by their places`() {
        let events = decode([
            added(0, #"{"type":"message","id":""}"#), added(1, #"{"type":"message","id":""}"#),
            #"{"type":"response.output_text.delta","output_index":0,"item_id":"","delta":"a"}"#,
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"message","id":""}}"#,
            #"{"type":"response.output_text.delta","output_index":1,"item_id":"","delta":"b"}"#,
        ])
        #expect(events == [.started(id: nil), .text("a"), .textEnded, .text("b")])
    }

    @Test func `half a surrogate pair does not cost the answer, in deltas as in what repeats them`() {
        let events = decode([
            added(0, #"{"type":"message","id":"m"}"#),
            #"{"type":"response.output_text.delta","output_index":0,"delta":"a\ud83d"}"#,
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"message","id":"m","#
                + #""content":[{"type":"output_text","text":"a\ud83d!"}]}}"#,
            completed,
        ])
        #expect(events == [.started(id: nil), .text("a\u{FFFD}"), .text("!"), .textEnded, .finished(.endOfTurn)])
    }

    @Test func `raw thoughts are passed on, and not their summary besides`() {
        let events = decode([
            added(0, #"{"type":"reasoning","id":"rs_1"}"#),
            #"{"type":"response.reasoning_text.delta","output_index":0,"content_index":0,"delta":"raw"}"#,
            #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"sum"}"#,
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs_1","#
                + #""summary":[{"type":"summary_text","text":"sum"}],"content":[{"type":"reasoning_text","text":"raw!"}]}}"#,
        ])
        #expect(events == [.started(id: nil), .thinking("raw"), .thinking("!"), .thinkingEnded(nil)])
    }

    @Test func `counts of the cache are taken from those of the input`() {
        let usage = #"{"input_tokens":10,"input_tokens_details":{"cached_tokens":99},"output_tokens":-4}"#
        let events = decode([#"{"type":"response.done","response":{"id":"r","usage":\#(usage)}}"#])
        #expect(
            events == [
                .started(id: "r"), .usage(GenerationUsage(cacheRead: 10)), .finished(.endOfTurn),
            ]
        )
    }

    @Test func `only the first end counts`() {
        let error = #"{"type":"error","code":"server_error","message":"m"}"#
        let failed = #"{"type":"response.failed","response":{"error":{"code":"server_error","message":"m"}}}"#
        #expect(decode([error, failed, completed]).count == 1)
        #expect(decode([completed, error]).last == .finished(.endOfTurn))
    }

    @Test func `what is used up is told, unless it is no number`() {
        func event(_ used: String) -> String {
            #"{"type":"codex.rate_limits","plan_type":"pro","rate_limits":{"allowed":true,"limit_reached":false,"#
                + #""primary":{"used_percent":\#(used),"window_minutes":300,"reset_at":1763713872}}}"#
        }
        let window = UsageQuota.Window(usedPercent: 42.5, minutes: 300, resetsAt: 1_763_713_872)
        #expect(decode([event("42.5")]) == [.quota(UsageQuota(primary: window, plan: "pro"))])
        for used in ["1e999", "null", #""much""#] { #expect(decode([event(used)]).isEmpty) }
    }

    @Test func `a failure that says nothing still says something`() {
        for event in [
            #"{"type":"response.failed","response":{"error":null}}"#, #"{"type":"error"}"#,
            #"{"type":"error","error":null}"#, #"{"type":"response.cancelled","response":{}}"#,
        ] {
            guard case .failed(let failure) = decode([event]).last else {
                Issue.record("no failure: \(event)")
                continue
            }
            #expect(failure.kind == .server)
            #expect(!failure.message.isEmpty)
        }
    }

    @Test(arguments: ["null", "[]", "\"text\"", "{", "{\"type\":\"x\"} {}", "{\"type\":}", "data", "{\"a\" 1}"])
    func `what is no object breaks the stream off`(data: String) {
        guard case .failed(let failure) = decode([data]).last else {
            Issue.record("not broken off")
            return
        }
        #expect(failure.kind == .brokenStream)
    }

    @Test func `an answer has a bounded number of items`() {
        let events = decode((0..<5000).map { added($0, #"{"type":"message","id":"m\#($0)"}"#) })
        guard case .failed = events.last else {
            Issue.record("no limit")
            return
        }
    }

    @Test(arguments: ResponseCase.all)
    func `streams that are damaged anywhere never trap and stay in order`(fixture: ResponseCase) throws {
        let upstream = try fixture.upstream()
        for seed in RandomSeeds.fresh(20) {
            var random = SeededGenerator(seed: seed)
            var damaged = upstream
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                guard let position = damaged.indices.randomElement(using: &random) else { break }
                switch Int.random(in: 0...3, using: &random) {
                case 0: damaged[position] = UInt8.random(in: .min ... .max, using: &random)
                case 1: damaged.remove(at: position)
                case 2: damaged.insert(contentsOf: "\\\"{}[]:,9-".utf8.shuffled(using: &random).prefix(2), at: position)
                default: damaged.replaceSubrange(position..., with: damaged[position...].dropFirst(40))
                }
            }
            let whole = try ResponseCase.replay([damaged], fixture.context())
            let split = Int.random(in: 0...damaged.count, using: &random)
            let pieces = try ResponseCase.replay([damaged[..<split], damaged[split...]], fixture.context())
            #expect(whole == pieces, "seed \(seed)")
            let reading = try StreamReading(whole.stream)
            #expect(reading.ending != .open, "seed \(seed)")
        }
    }
}
