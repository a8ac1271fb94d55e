import JSON
import Testing
import WireFormats

/// The reaction that a failure of an upstream is to have in Claude Code.
@Suite("Failures of an upstream")
struct UpstreamFailureTests {
    /// An upstream's answer, and what the client is told.
    struct Case: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var kind: UpstreamFailure.Kind
        var answer: (status: Int, type: String)
        var isWorthRepeating: Bool

        init(
            _ status: Int,
            _ body: String,
            _ kind: UpstreamFailure.Kind,
            _ answer: (status: Int, type: String),
            repeat isWorthRepeating: Bool
        ) {
            self.status = status
            self.body = body
            self.kind = kind
            self.answer = answer
            self.isWorthRepeating = isWorthRepeating
        }

        var testDescription: String { "\(status) \(body.prefix(60))" }
    }

    private static let full =
        #"{"error":{"message":"too long","type":"invalid_request_error","code":"context_length_exceeded"}}"#
    private static let window = #"{"detail":"Your input exceeds the context window of this model."}"#
    private static let limit =
        #"{"error":{"type":"usage_limit_reached","message":"The limit","resets_in_seconds":7200}}"#
    private static let quota = #"{"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"Pay"}}"#
    private static let key = #"{"error":{"message":"Bad key","type":"invalid_request_error","code":"invalid_api_key"}}"#
    private static let wait =
        #"{"error":{"message":"Please try again in 20s.","type":"tokens","code":"rate_limit_exceeded"}}"#
    private static let capacity = #"{"detail":"Selected model is at capacity. Please try a different model."}"#
    private static let model =
        #"{"error":{"message":"No such model","type":"invalid_request_error","code":"model_not_found"}}"#

    static let cases: [Case] = [
        Case(400, full, .contextFull, (400, "invalid_request_error"), repeat: false),
        Case(400, window, .contextFull, (400, "invalid_request_error"), repeat: false),
        Case(429, limit, .usageLimit, (429, "rate_limit_error"), repeat: false),
        Case(429, quota, .permission, (403, "permission_error"), repeat: false),
        Case(429, wait, .rateLimit, (429, "rate_limit_error"), repeat: true),
        Case(429, "", .rateLimit, (429, "rate_limit_error"), repeat: true),
        Case(401, key, .authentication, (401, "authentication_error"), repeat: false),
        Case(401, "{}", .authentication, (401, "authentication_error"), repeat: false),
        Case(403, "<html>challenge</html>", .permission, (403, "permission_error"), repeat: false),
        Case(404, model, .notFound, (404, "not_found_error"), repeat: false),
        Case(404, #"{"detail":"Not Found"}"#, .notFound, (404, "not_found_error"), repeat: false),
        Case(413, "too big", .tooLarge, (413, "request_too_large"), repeat: false),
        Case(
            400,
            #"{"detail":"Unsupported parameter: x"}"#,
            .invalidRequest,
            (400, "invalid_request_error"),
            repeat: false
        ),
        Case(
            422,
            #"{"detail":[{"msg":"field required"}]}"#,
            .invalidRequest,
            (400, "invalid_request_error"),
            repeat: false
        ),
        Case(400, capacity, .overloaded, (529, "overloaded_error"), repeat: true),
        Case(503, "upstream connect error", .overloaded, (529, "overloaded_error"), repeat: true),
        Case(500, "{}", .server, (502, "api_error"), repeat: true),
        Case(502, "<html>", .server, (502, "api_error"), repeat: true),
        Case(504, "", .timeout, (504, "timeout_error"), repeat: true),
    ]

    @Test(arguments: cases)
    func `an answer of the upstream becomes one of Anthropic's`(example: Case) {
        let failure = UpstreamFailure(status: example.status, body: Array(example.body.utf8))
        let error = AnthropicError(failure, now: 1_000_000)
        #expect(failure.kind == example.kind)
        #expect(error.status == example.answer.status)
        #expect(error.type == example.answer.type)
        #expect(error.isWorthRepeating == example.isWorthRepeating)
        #expect(error.fields.contains { $0 == ("x-should-retry", "false") } == !example.isWorthRepeating)
        #expect(!error.message.isEmpty)
        #expect(!error.message.contains("<html>"))
    }

    @Test func `a full context has the words that Claude Code looks for`() {
        let failure = UpstreamFailure(status: 400, body: Array(Self.full.utf8))
        #expect(AnthropicError(failure, now: 0).message == "prompt is too long: too long")
        let known = AnthropicError.PromptSize(tokens: 300_123, maximum: 272_000)
        #expect(
            AnthropicError(failure, now: 0, size: known).message
                == "prompt is too long: 300123 tokens > 272000 maximum"
        )
        let low = AnthropicError.PromptSize(tokens: 250_000, maximum: 272_000)
        #expect(
            AnthropicError(failure, now: 0, size: low).message == "prompt is too long: 272001 tokens > 272000 maximum"
        )
    }

    @Test func `a usage limit names its reset, and its wait goes into retry-after`() {
        let body =
            #"{"error":{"type":"usage_limit_reached","message":"The usage limit has been reached","resets_at":1777936568}}"#
        let error = AnthropicError(UpstreamFailure(status: 429, body: Array(body.utf8)), now: 1_777_936_000)
        #expect(error.message == "The usage limit has been reached. It resets at 2026-05-04 23:16 UTC.")
        #expect(error.retryAfterSeconds == 568)
        let span = AnthropicError(UpstreamFailure(status: 429, body: Array(Self.limit.utf8)), now: 0)
        #expect(span.message == "The limit. It resets in 2 h 0 min.")
        #expect(span.retryAfterSeconds == 7200)
    }

    @Test func `a usage limit without a time takes it from the header fields`() {
        let fields = [
            "x-codex-primary-used-percent": "100", "x-codex-primary-window-minutes": "300",
            "x-codex-primary-reset-at": "1777936568", "x-codex-secondary-used-percent": "80",
            "x-codex-secondary-reset-at": "1778239400", "x-codex-plan-type": "plus",
        ]
        let body = #"{"error":{"type":"usage_limit_reached","message":"The usage limit has been reached"}}"#
        let failure = UpstreamFailure(status: 429, body: Array(body.utf8)) { fields[$0] }
        #expect(failure.resetsAt == 1_777_936_568)
        #expect(
            UsageQuota { fields[$0] }
                == UsageQuota(
                    primary: UsageQuota.Window(usedPercent: 100, minutes: 300, resetsAt: 1_777_936_568),
                    secondary: UsageQuota.Window(usedPercent: 80, resetsAt: 1_778_239_400),
                    plan: "plus"
                )
        )
        #expect(UsageQuota { _ in nil } == nil)
    }

    @Test(arguments: [
        ("Please try again in 1.5s.", 2), ("try again in 20ms", 1), ("Try again in 6m0s. More", 360),
        ("try again in 2 hours.", 7200), ("try again in 1 day 2 hours", 86_400), ("try again in 3.", nil),
        ("try again in soon", nil), ("later", nil), ("try again in 99999999999999999999d", nil),
    ])
    func `a wait that a sentence names is found`(sentence: String, seconds: Int?) {
        let body = #"{"error":{"code":"rate_limit_exceeded","message":"\#(sentence)"}}"#
        #expect(UpstreamFailure(status: 429, body: Array(body.utf8)).retryAfterSeconds == seconds)
    }

    @Test(arguments: [("30", 30), ("1.2", 2), ("-1", nil), ("nan", nil), ("1e300", nil), ("soon", nil)])
    func `retry-after is taken over when it makes sense`(value: String, seconds: Int?) {
        let failure = UpstreamFailure(status: 503, body: []) { $0 == "retry-after" ? value : nil }
        #expect(failure.retryAfterSeconds == seconds)
    }

    @Test func `the error is JSON, whatever the upstream says`() throws {
        let error = AnthropicError(
            UpstreamFailure(.server, message: "a \"quoted\"\nline \u{1}"),
            now: 0
        )
        let json = try JSONReader.read(error.body(requestID: "req_1"))
        #expect(json["error"]?["message"]?.string == "a \"quoted\"\nline \u{1}")
        #expect(json["request_id"]?.string == "req_1")
        #expect(json["type"]?.string == "error")
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00 UTC"), (951_827_696, "2000-02-29 12:34 UTC"), (-1, "1969-12-31 23:59 UTC"),
        (4_107_542_399, "2100-02-28 23:59 UTC"), (4_107_542_400, "2100-03-01 00:00 UTC"),
    ])
    func `moments are written by the calendar`(seconds: Int, text: String) {
        let error = AnthropicError(UpstreamFailure(.usageLimit, message: "x", resetsAt: seconds), now: 0)
        #expect(error.message == "x. It resets at \(text).")
    }
}
