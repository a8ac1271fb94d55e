import TestSupport
import Testing

@testable import Gateway

struct UsageScannerTests {
    private static let stream = """
        event: message_start
        data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":3,"cache_creation_input_tokens":100,\
        "cache_read_input_tokens":2000,"output_tokens":1}}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","delta":{"text":"event: message_delta\\ndata: {\\"usage\\":{\\"output_tokens\\":9999}}"}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":42}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    private static let expected = TokenUsage(input: 3, output: 42, cacheCreation: 100, cacheRead: 2000)

    private func scan(_ text: String, pieces size: Int = .max) -> StreamUsageScanner {
        var scanner = StreamUsageScanner()
        Cutting.pieces(Array(text.utf8), of: min(size, text.utf8.count)) { scanner.feed($0) }
        return scanner
    }

    @Test(arguments: [1, 2, 7, 31, 32, 33, 64, 100_000])
    func `the usage of a stream, however it is cut`(size: Int) {
        let scanner = scan(Self.stream, pieces: size)
        #expect(scanner.usage == Self.expected)
        #expect(scanner.hasUsage)
        #expect(!scanner.hasError)
    }

    @Test func `other line ends, no space after the colon, no event lines`() {
        let variants = [
            Self.stream.replacingAll("\n", by: "\r\n"), Self.stream.replacingAll(": ", by: ":"),
            Self.stream.replacingAll("event: message_start\n", by: "").replacingAll("event: message_delta\n", by: ""),
            ": a comment\n\nid: 7\n" + Self.stream,
        ]
        for text in variants {
            for size in [1, 9, 100_000] {
                #expect(scan(text, pieces: size).usage == Self.expected, "\(text)")
            }
        }
    }

    @Test func `an error within a stream is seen`() {
        let text = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}\n\n"
        #expect(scan(text, pieces: 3).hasError)
        #expect(!scan(text, pieces: 3).hasUsage)
    }

    @Test func `data that is no JSON, or too long to keep, says nothing`() {
        let long = String(repeating: "x", count: 70_000)
        for data in [
            "{", "7", "{\"usage\":5,\"type\":\"message_delta\"}", "{\"type\":\"message_delta\",\"x\":\"\(long)\"}",
        ] {
            let scanner = scan("event: message_delta\ndata: \(data)\n\n" + Self.stream, pieces: 1000)
            #expect(scanner.usage == Self.expected)
        }
    }

    @Test(arguments: RandomSeeds.fresh(20))
    func `cuts at random change nothing`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var scanner = StreamUsageScanner()
            Cutting.pieces(Array(Self.stream.utf8), using: &random) { scanner.feed($0) }
            #expect(scanner.usage == Self.expected)
        }
    }

    @Test func `the form of an answer follows from its fields`() {
        let json = Array(#"{"id":"m","content":[{"usage":1}],"usage":{"input_tokens":5,"output_tokens":6}}"#.utf8)
        var object = AnswerUsageScanner(contentType: "application/json; charset=utf-8", isEncoded: false)
        object.feed(json[..<20])
        #expect(object.usage == nil)
        object.feed(json[20...])
        #expect(object.usage == TokenUsage(input: 5, output: 6))
        #expect(!object.isStream)

        var stream = AnswerUsageScanner(contentType: "Text/Event-Stream", isEncoded: false)
        #expect(stream.isStream)
        stream.feed(Array(Self.stream.utf8)[...])
        #expect(stream.usage == Self.expected)

        for (type, isEncoded) in [("text/html", false), (nil, false), ("application/json", true)] {
            var other = AnswerUsageScanner(contentType: type, isEncoded: isEncoded)
            other.feed(json[...])
            #expect(other.usage == nil)
        }
    }

    @Test func `numbers that no upstream means are left out, and sums stay numbers`() {
        var object = AnswerUsageScanner(contentType: "application/json", isEncoded: false)
        object.feed(
            Array(#"{"usage":{"input_tokens":-1,"output_tokens":1.5,"cache_read_input_tokens":"9"}}"#.utf8)[...]
        )
        #expect(object.usage == TokenUsage())
        let huge = TokenUsage(input: .max, output: .max)
        #expect((huge + huge).input == .max)
        #expect(huge.total == .max)
    }
}

extension String {
    fileprivate func replacingAll(_ text: String, by other: String) -> String {
        split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
    }
}
