import HTTPWire
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

/// What others write — token files, the fields of answers, streams — with a few bytes changed: nothing traps, and what
/// comes of it can be used.
struct StrangeInputTests {
    private static let rounds = 300

    private func mutated(_ text: String, _ tokens: [String], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
            case 1:
                let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
                bytes.removeSubrange(place..<end)
            default: bytes.insert(contentsOf: Array((tokens.randomElement(using: &random) ?? "").utf8), at: place)
            }
        }
        return bytes
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `a token file is an account that can be used, or says why it is none`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text =
            #"{"type":"codex","access_token":"at","account_id":"acc","email":"me@example.com","id_token":"e30.e30.e30","#
            + #""expired":"2026-12-01T00:00:00Z","disabled":false,"prefix":"a","priority":3,"headers":{"x-a":"b"},"#
            + #""proxy_url":"http://h:1","base_url":"https://h/x","model_aliases":[{"name":"a","alias":"b"}]}"#
        let tokens = [
            "\"", "{}", "[]", "null", "1e999", "\r\n", "\\u0000", "9223372036854775808", "\u{7F}", "://", "/",
        ]
        for _ in 0..<Self.rounds {
            let bytes = mutated(text, tokens, &random)
            switch TokenFile(name: "f.json", bytes: bytes, shared: SharedAccountSettings()).content {
            case .account(let account):
                let name = account.chatGPTAccount ?? ""
                #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "seed \(seed)")
            case .foreign(let type): #expect(!type.isEmpty, "seed \(seed)")
            case .invalid(let reason): #expect(!reason.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `a pause is never in the past, and can be told to a client`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let now = Timestamp(seconds: 1_790_000_000)
        let names = [
            "retry-after", "anthropic-ratelimit-unified-5h-reset", "anthropic-ratelimit-requests-remaining",
            "anthropic-ratelimit-unified-status", "anthropic-ratelimit-", "anthropic-ratelimit-tokens-reset",
            "x-codex-primary-used-percent", "x-codex-primary-reset-at", "x-codex-primary-window-minutes",
        ]
        let tokens = [
            "9223372036854775807", "-1", "1e18", "nan", "inf", "0", "1790000001", "100", "rejected", ":",
            "Sun, 06 Nov 2094 08:49:37 GMT", "2094-01-01T00:00:00Z",
        ]
        for _ in 0..<Self.rounds {
            var fields: HTTPFields = [:]
            for name in names where Bool.random(using: &random) {
                let text = String(
                    decoding: mutated("", tokens, &random).filter { $0 > 0x20 && $0 < 0x7F },
                    as: UTF8.self
                )
                fields.append(try #require(HTTPFieldName(validating: name)), text)
            }
            _ = RateLimit.all(in: fields, at: .now)
            guard let end = CooldownRule.end(status: .tooManyRequests, fields: fields, now: now) else { continue }
            #expect(end > now, "seed \(seed)")
            let kept = KeptAnswer(status: .tooManyRequests, fields: fields, body: [])
            let told = kept.fieldsForClient(until: end, now: now)[.retryAfter].flatMap { Int64($0) }
            #expect(told ?? 0 >= 1, "seed \(seed)")
            #expect(!"\(end)".isEmpty)
            #expect(now.duration(to: end) > .zero)
        }
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `usage is found in the same way however a stream is cut`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":7}}}\n\n"
            + "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":9}}\n\n"
        let tokens = ["\n", "\r\n", "data: ", "event: error\n", "9223372036854775807", "-1", "{", "\"usage\":{},"]
        for _ in 0..<Self.rounds {
            let bytes = mutated(text, tokens, &random)
            var whole = AnswerUsageScanner(contentType: "text/event-stream", isEncoded: false)
            whole.feed(bytes[...])
            var single = AnswerUsageScanner(contentType: "text/event-stream", isEncoded: false)
            for index in bytes.indices { single.feed(bytes[index...index]) }
            #expect(single.usage == whole.usage, "seed \(seed)")
            #expect(single.hasError == whole.hasError, "seed \(seed)")
            #expect(whole.usage?.total ?? 0 >= 0, "seed \(seed)")
        }
    }
}
