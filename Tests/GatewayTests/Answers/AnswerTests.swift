import HTTPWire
import ProxyModel
import Testing

@testable import Gateway

struct AnswerTests {
    private func head(_ target: String, _ fields: HTTPFields = [:]) -> HTTPRequestHead {
        HTTPRequestHead(method: .post, target: target, fields: fields)
    }

    private func text(_ error: GatewayError, _ format: CallerFormat) -> String {
        String(decoding: error.body(for: format), as: UTF8.self)
    }

    @Test func `errors have the shape of the API that was called`() {
        #expect(CallerFormat(head("/v1/messages?beta=true")) == .anthropic)
        #expect(CallerFormat(head("/v1/messages/count_tokens")) == .anthropic)
        #expect(CallerFormat(head("/api/hello")) == .anthropic)
        #expect(CallerFormat(head("/v1/models")) == .openAI)
        #expect(CallerFormat(head("/v1/models", ["anthropic-version": "2023-06-01"])) == .anthropic)
        #expect(
            CallerFormat(head("/v1/models", ["user-agent": "claude-cli/2.1.329 (external, sdk-cli)"])) == .anthropic
        )
        #expect(CallerFormat(head("/v1/chat/completions")) == .openAI)
        #expect(CallerFormat(head("/v0/management/usage")) == .management)
        #expect(CallerFormat(head("/metrics")) == .management)
    }

    @Test func `the three shapes`() {
        #expect(
            text(.wrongKey, .anthropic)
                == #"{"type":"error","error":{"type":"authentication_error","message":"Invalid API key"}}"#
        )
        #expect(
            text(.wrongKey, .openAI)
                == #"{"error":{"message":"Invalid API key","type":"invalid_request_error","param":null,"#
                + #""code":"invalid_api_key"}}"#
        )
        #expect(text(.wrongKey, .management) == #"{"error":"Invalid API key"}"#)
        #expect(text(.unknownModel("a\"b"), .anthropic).contains(#"\"a\"b\""#))
    }

    @Test func `Claude Code is told not to repeat what only a person can cure`() {
        let final: [GatewayError] = [
            .missingKey, .wrongKey, .wrongHost, .foreignOrigin, .unknownPath("/x"), .bodyTooLarge(limit: 1),
            .noAccount(nil),
            .unknownModel("x"),
        ]
        for error in final {
            #expect(error.fields["x-should-retry"] == "false", "\(error)")
        }
        let passing: [GatewayError] = [.upstreamUnreachable("x"), .upstreamTimedOut, .tooManyAttempts]
        for error in passing {
            #expect(error.fields["x-should-retry"] == nil, "\(error)")
        }
        #expect(GatewayError.wrongMethod(allowed: "POST").fields[.allow] == "POST")
    }

    @Test func `an upstream's refusal arrives with the time of the account that is ready first`() {
        let now = Timestamp(seconds: 1000, nanoseconds: 500)
        let kept = KeptAnswer(
            status: 429,
            fields: [
                "content-type": "application/json", "content-length": "2", "retry-after": "900", "request-id": "r",
                "connection": "close",
            ],
            body: Array("{}".utf8)
        )
        let fields = kept.fieldsForClient(until: Timestamp(seconds: 1030, nanoseconds: 600), now: now)
        #expect(fields == ["content-type": "application/json", "request-id": "r", "retry-after": "31"])
        #expect(kept.fieldsForClient(until: nil, now: now)[.retryAfter] == "900")
        #expect(kept.fieldsForClient(until: now, now: now)[.retryAfter] == "1")
        let refused = KeptAnswer(status: 401, fields: ["retry-after": "1"], body: [])
        #expect(refused.fieldsForClient(until: now, now: now) == ["retry-after": "1", "x-should-retry": "false"])
    }

    @Test func `of several failures the most useful one is told`() {
        let order: [HTTPStatus] = [429, 529, 503, 403, 401]
        let ranks = order.map { AttemptVerdict.rank(of: $0) }
        #expect(ranks == ranks.sorted(by: >))
        #expect(Set(ranks).count == ranks.count)
    }

    @Test func `a model list has both shapes, and both can be read`() throws {
        let models = [
            ModelDescription(id: "claude-opus-4-6", displayName: "Opus", createdAt: 1_770_000_000),
            ModelDescription(id: "best"),
        ]
        let anthropic = ModelList.body(models, forAnthropic: true)
        #expect(
            String(decoding: anthropic, as: UTF8.self)
                == #"{"data":[{"type":"model","id":"claude-opus-4-6","display_name":"Opus","created_at":"#
                + #""2026-02-02T02:40:00Z"},{"type":"model","id":"best","display_name":"best","created_at":"#
                + #""1970-01-01T00:00:00Z"}],"has_more":false,"first_id":"claude-opus-4-6","last_id":"best"}"#
        )
        let openAI = ModelList.body(models, forAnthropic: false)
        #expect(
            String(decoding: openAI, as: UTF8.self)
                == #"{"object":"list","data":[{"id":"claude-opus-4-6","object":"model","created":1770000000,"#
                + #""owned_by":"anthropic"},{"id":"best","object":"model","created":0,"owned_by":"anthropic"}]}"#
        )
        #expect(ModelList.read(anthropic)?.map(\.createdAt) == [1_770_000_000, 0])
        #expect(ModelList.read(openAI)?.map(\.id) == ["claude-opus-4-6", "best"])
        #expect(String(decoding: ModelList.body([], forAnthropic: true), as: UTF8.self).contains(#""first_id":null"#))
        for text in ["", "{}", #"{"data":[]}"#, #"{"data":[{"id":""}]}"#, "<html>"] {
            #expect(ModelList.read(Array(text.utf8)) == nil)
        }
    }
}
