import HTTPWire
import ProxyModel
import Testing

@testable import Gateway

struct CooldownRuleTests {
    private let now = Timestamp(seconds: 1_000_000)

    private func end(_ status: HTTPStatus, _ fields: HTTPFields) -> Int64? {
        CooldownRule.end(status: status, fields: fields, now: now).map { $0.seconds - now.seconds }
    }

    @Test(arguments: [("30", 30), ("1.2", 2), ("Mon, 12 Jan 1970 13:47:40 GMT", 60)] as [(String, Int64)])
    func `retry-after counts in every form`(value: String, seconds: Int64) {
        #expect(end(429, ["retry-after": value]) == seconds)
        #expect(end(529, ["Retry-After": value]) == seconds)
    }

    @Test(arguments: [
        "0", "-5", "soon", "", "1e99", "nan", "Mon, 12 Jan 1970 13:40:00 GMT", "Mon, 99 Jan 1970 13:47:40 GMT",
    ])
    func `what names no time to come causes no pause`(value: String) {
        #expect(end(429, ["retry-after": value]) == nil)
    }

    @Test func `retry-after comes before the resets, however late they are`() {
        #expect(end(429, ["retry-after": "5", "anthropic-ratelimit-unified-reset": "2000000"]) == 5)
    }

    @Test func `the reset of what is exhausted counts, the latest of several`() {
        let fields: HTTPFields = [
            "anthropic-ratelimit-requests-limit": "50", "anthropic-ratelimit-requests-remaining": "49",
            "anthropic-ratelimit-requests-reset": "1970-01-12T14:46:40Z",
            "anthropic-ratelimit-tokens-remaining": "0", "anthropic-ratelimit-tokens-reset": "1970-01-12T13:47:00Z",
            "anthropic-ratelimit-input-tokens-remaining": "0",
            "anthropic-ratelimit-input-tokens-reset": "1970-01-12T13:47:10Z",
        ]
        #expect(end(429, fields) == 30)
    }

    @Test func `a subscription names the second, and overage is not what ran out`() {
        let fields: HTTPFields = [
            "anthropic-ratelimit-unified-status": "rejected", "anthropic-ratelimit-unified-reset": "1000100",
            "anthropic-ratelimit-unified-overage-status": "rejected",
            "anthropic-ratelimit-unified-overage-reset": "9000000",
            "anthropic-ratelimit-unified-5h-status": "rejected", "anthropic-ratelimit-unified-5h-reset": "1000100",
            "anthropic-ratelimit-unified-7d-status": "allowed", "anthropic-ratelimit-unified-7d-reset": "1500000",
            "anthropic-ratelimit-unified-7d-utilization": "0.6",
        ]
        #expect(end(429, fields) == 100)
        let limits = RateLimit.all(in: fields, at: now)
        #expect(limits.map(\.name) == ["unified", "unified-overage", "unified-5h", "unified-7d"])
        #expect(limits.last?.utilization == 0.6)
    }

    @Test func `a limit of which something is left asks for no pause`() {
        let fields: HTTPFields = [
            "anthropic-ratelimit-requests-reset": "1970-01-12T14:46:40Z",
            "anthropic-ratelimit-tokens-remaining": "9", "anthropic-ratelimit-tokens-reset": "1970-01-12T13:46:45Z",
            "anthropic-ratelimit-unified-status": "allowed", "anthropic-ratelimit-unified-5h-status": "allowed",
            "anthropic-ratelimit-unified-5h-reset": "1018000",
        ]
        #expect(end(429, fields) == nil)
    }

    @Test func `an overload is not over when a limit is reset`() {
        let fields: HTTPFields = [
            "anthropic-ratelimit-unified-5h-status": "rejected", "anthropic-ratelimit-unified-5h-reset": "1018000",
        ]
        #expect(end(429, fields) == 18_000)
        #expect(end(529, fields) == nil)
    }

    @Test func `an answer that names no time, or is no refusal for the moment, causes no pause`() {
        #expect(end(429, [:]) == nil)
        #expect(end(529, [:]) == nil)
        for status: HTTPStatus in [200, 400, 401, 403, 500, 503] {
            #expect(end(status, ["retry-after": "30"]) == nil)
        }
    }

    @Test func `fields that only look like limits are passed over`() {
        let fields: HTTPFields = [
            "anthropic-ratelimit-": "1", "anthropic-ratelimit-x": "1",
            "anthropic-ratelimit-unified-representative-claim": "y",
            "other": "1", "anthropic-ratelimit-tokens-remaining": "many",
        ]
        #expect(RateLimit.all(in: fields, at: now).isEmpty)
        #expect(!RateLimit.areReported(in: fields))
        #expect(RateLimit.areReported(in: ["Anthropic-RateLimit-Tokens-Reset": "x"]))
    }
}
