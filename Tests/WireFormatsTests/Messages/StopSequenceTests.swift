import JSON
import TestSupport
import Testing
import WireFormats

/// What a client gets of a text when a stop sequence is asked for.
@Suite("Stop sequences")
struct StopSequenceTests {
    /// The text that is passed on of pieces, and the sequence that stopped it.
    private func pass(_ pieces: [String], stops: [String]) throws -> (text: String, stop: String?) {
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m", stopSequences: stops), messageID: "msg_1")
        var bytes: [UInt8] = []
        encoder.encode(pieces.map { .text($0) } + [.textEnded, .finished(.endOfTurn)], into: &bytes)
        let message = try StreamReading(bytes).message
        let content = message["content"]?.elements ?? []
        #expect(content.count <= 1)
        return (content.first?["text"]?.string ?? "", message["stop_sequence"]?.string)
    }

    @Test func `the one that is complete first wins, and the longer of two`() throws {
        #expect(try pass(["abcd"], stops: ["abcd", "c"]) == ("ab", "c"))
        #expect(try pass(["xabc"], stops: ["bc", "abc"]) == ("x", "abc"))
        #expect(try pass(["aab"], stops: ["ab"]) == ("a", "ab"))
        #expect(try pass(["abab", "c"], stops: ["ababc"]) == ("", "ababc"))
        #expect(try pass(["한국", "어"], stops: ["국어"]) == ("한", "국어"))
        #expect(try pass(["text"], stops: ["", "none"]) == ("text", nil))
    }

    @Test func `what follows a stop sequence is never seen`() throws {
        var encoder = MessagesStreamEncoder(AnswerContext(model: "m", stopSequences: ["END"]), messageID: "msg_1")
        var bytes: [UInt8] = []
        encoder.encode(.text("all EN"), into: &bytes)
        #expect(!encoder.isEnded)
        encoder.encode(.text("D more"), into: &bytes)
        #expect(encoder.isEnded)
        let count = bytes.count
        encoder.encode([.toolCallStarted(call: 0, id: "c", name: "Bash"), .finished(.toolCalls)], into: &bytes)
        #expect(bytes.count == count)
        #expect(try StreamReading(bytes).message["stop_reason"]?.string == "stop_sequence")
    }

    @Test(arguments: RandomSeeds.fresh(300))
    func `where the text is cut does not matter`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func word(_ length: Int) -> String {
            String((0..<length).map { _ in ["a", "b", "é", "한"].randomElement(using: &random) ?? "a" })
        }
        let stops = (0..<Int.random(in: 1...3, using: &random)).map { _ in word(Int.random(in: 1...4, using: &random)) }
        let pieces = (0..<Int.random(in: 1...8, using: &random)).map { _ in word(Int.random(in: 0...5, using: &random))
        }
        let whole = try pass([pieces.joined()], stops: stops)
        #expect(try pass(pieces, stops: stops) == whole)
        #expect(try pass(pieces.joined().map { String($0) }, stops: stops) == whole)
        #expect(!stops.contains { contains(whole.text, $0) })
        if whole.stop == nil { #expect(whole.text == pieces.joined()) }
    }

    private func contains(_ text: String, _ part: String) -> Bool {
        Array(text.utf8).firstRange(of: Array(part.utf8)) != nil
    }
}
