import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel
import Synchronization
import TestSupport
import Testing

@testable import Gateway

private let two = [
    "a.json": #""access_token":"at-a","account_id":"acc-a""#, "b.json": #""access_token":"at-b","account_id":"acc-b""#,
]

struct TranslationFailureTests {
    private func ask(_ gateway: GatewayHarness, stream: Bool = true) async throws -> HTTPResponse {
        let body = #"{"model":"gpt-5.5","stream":\#(stream),"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#
        return try await gateway.request(.post, "/v1/messages", fields: ["x-api-key": GatewayHarness.clientKey], body)
    }

    /// Answers the first account as the test says, and the second with text.
    private func first(_ answer: @escaping FakeUpstream.Script) -> FakeUpstream.Script {
        FakeCodexBackend.script { received, writer in
            guard received.credential == "at-a" else {
                return try await FakeCodexBackend.says("From b.")(received, writer)
            }
            try await answer(received, writer)
        }
    }

    private func failing(_ code: String, _ message: String) -> FakeUpstream.Script {
        { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            try await stream.fail(code, message)
            try await stream.finish()
        }
    }

    private let fillFirst = "routing: {strategy: fill-first}"

    @Test(arguments: [true, false])
    func `a usage limit rests the account until it resets, and the next one answers`(isStream: Bool) throws {
        let limit =
            #"{"error":{"type":"usage_limit_reached","message":"Used up.","plan_type":"plus","resets_in_seconds":7200}}"#
        let script = first(FakeUpstream.json(429, limit))
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            for _ in 0..<2 {
                let response = try await ask(gateway, stream: isStream)
                #expect(response.status == .ok)
                #expect(response.text.contains("From b."))
            }
            #expect(gateway.upstream.credentials == ["at-a", "at-b", "at-b"])
            let pause = try #require(gateway.engine.accounts.records.first?.activeCooldowns(now: .now).first)
            #expect(pause.model == AccountRecord.everyModel, "the allowance is the account's")
            #expect((7000...7200).contains(pause.cooldown.until.seconds - Timestamp.now.seconds))
        }
    }

    @Test func `the limit of a model that has one of its own rests that model only`() throws {
        let limit = #"{"error":{"type":"usage_limit_reached","message":"Used up.","resets_in_seconds":7200}}"#
        let fields: HTTPFields = [
            "x-codex-active-limit": "codex_bengalfox", "x-codex-primary-used-percent": "100",
        ]
        try withGateway(codex: two, configuration: fillFirst, upstream: first(FakeUpstream.json(429, limit, fields))) {
            gateway in
            let response = try await ask(gateway)
            #expect(response.text.contains("From b."))
            let record = try #require(gateway.engine.accounts.records.first)
            #expect(record.activeCooldowns(now: .now).map(\.model) == ["gpt-5.5"])
            #expect(record.limits == nil, "what is left of the account's own is not that")
        }
    }

    @Test(arguments: ["detail", "message"])
    func `a model that a plan does not include is asked of the next account`(member: String) throws {
        let words = "The 'gpt-5.5' model is not supported when using Codex with a ChatGPT account."
        let body = member == "detail" ? #"{"detail":"\#(words)"}"# : #"{"error":{"message":"\#(words)"}}"#
        try withGateway(codex: two, configuration: fillFirst, upstream: first(FakeUpstream.json(400, body))) {
            gateway in
            for _ in 0..<2 {
                let response = try await ask(gateway)
                #expect(response.text.contains("From b."))
            }
            #expect(gateway.upstream.credentials == ["at-a", "at-b", "at-b"])
        }
        try withGateway(codex: two, upstream: FakeCodexBackend.script(FakeUpstream.json(400, body))) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .notFound)
            #expect(response.text.contains(words))
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `when all are used up the client reads when it resets, and does not try again`() throws {
        let limit = #"{"error":{"type":"usage_limit_reached","message":"Used up.","resets_in_seconds":7200}}"#
        try withGateway(codex: two, upstream: FakeCodexBackend.script(FakeUpstream.json(429, limit))) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .tooManyRequests)
            #expect(response.text.contains(#""type":"rate_limit_error""#))
            #expect(
                response.text.contains("It resets at 20"),
                "a moment, and no wait that is untrue when it is told again"
            )
            let seconds = try #require(response.fields["retry-after"].flatMap { Int($0) })
            #expect((7000...7200).contains(seconds))
            #expect(response.fields["x-should-retry"] == "false")
        }
    }

    @Test func `an overload within a 200 goes to the next account as long as nothing was said`() throws {
        let script = first(failing("server_is_overloaded", "Our servers are currently overloaded."))
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .ok)
            #expect(response.text.contains("From b."))
            #expect(gateway.upstream.credentials == ["at-a", "at-b"])
        }
    }

    @Test func `a full context is a 400 in the words that make Claude Code compact`() throws {
        let script = first(failing("context_length_exceeded", "Your input exceeds the context window of this model."))
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .badRequest)
            #expect(response.text.contains("prompt is too long:"))
            #expect(gateway.upstream.credentials == ["at-a"], "no other account has more room")
        }
    }

    @Test(arguments: [true, false])
    func `a page instead of a stream is called what it is`(isStream: Bool) throws {
        let script = FakeCodexBackend.script { _, writer in
            try await writer.respond(.ok, fields: ["content-type": "text/html"], body: Array("<p>Sign in</p>".utf8))
        }
        try withGateway(codex: two, configuration: "request-retry: 0", upstream: script) { gateway in
            let response = try await ask(gateway, stream: isStream)
            #expect(response.status == .badGateway)
            #expect(response.text.contains("answered with text/html"))
            #expect(gateway.upstream.credentials.count == 2)
        }
    }

    @Test func `a failure after the first words is an error event, and the message has no end`() throws {
        let script = first { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            try await stream.text(["Half of an "])
            try await stream.fail("server_error", "Something broke.")
            try await stream.finish()
        }
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .ok)
            #expect(response.text.contains("event: error\n"))
            #expect(response.text.contains("Something broke."))
            #expect(!response.text.contains("message_stop"))
            let record = try #require(gateway.engine.ledger.recent.records(from: 0).last)
            #expect(!record.isSuccess)
            #expect(gateway.upstream.credentials == ["at-a"])
        }
    }

    @Test func `a usage limit in the middle of an answer rests the account, too`() throws {
        let script = first { _, writer in
            let fields: HTTPFields = [
                "x-codex-primary-used-percent": "100", "x-codex-primary-reset-after-seconds": "7200",
                "x-codex-secondary-used-percent": "5", "x-codex-secondary-reset-after-seconds": "90000",
            ]
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5", fields)
            try await stream.begin()
            try await stream.text(["Half of an "])
            try await stream.fail("usage_limit_reached", "Used up.")
            try await stream.finish()
        }
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            let broken = try await ask(gateway)
            #expect(broken.text.contains("event: error\n"))
            #expect(try await ask(gateway).text.contains("From b."))
            #expect(gateway.upstream.credentials == ["at-a", "at-b"])
            let pause = try #require(gateway.engine.accounts.records.first?.activeCooldowns(now: .now).first)
            #expect(pause.model == AccountRecord.everyModel, "the allowance is the account's")
            #expect((7000...7200).contains(pause.cooldown.until.seconds - Timestamp.now.seconds))
        }
    }

    @Test func `a stream that breaks off after the first words is an error event, before them the next account's`()
        throws
    {
        let isEarly = Atomic(true)
        let script = first { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            if !isEarly.load(ordering: .relaxed) { try await stream.text(["Half of an "]) }
            // Returning without an end breaks the connection off.
        }
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            let early = try await ask(gateway)
            #expect(early.text.contains("From b."))
            isEarly.store(false, ordering: .relaxed)
            let response = try await ask(gateway)
            #expect(response.text.contains("Half of an "))
            #expect(response.text.contains("event: error\n"))
            #expect(!response.text.contains("message_stop"))
        }
    }

    @Test func `401 is renewed once, then the next account is tried`() throws {
        let script = FakeCodexBackend.script { received, writer in
            guard received.credential == "at-a" || received.credential == "new" else {
                return try await FakeCodexBackend.says("From b.")(received, writer)
            }
            try await FakeUpstream.json(401, #"{"detail":"Could not parse your authentication token."}"#)(
                received,
                writer
            )
        }
        let renewals = Atomic(0)
        try withGateway(
            codex: two,
            configuration: fillFirst,
            renewal: { account in
                #expect(account.file.hasSuffix("/a.json"))
                renewals.wrappingAdd(1, ordering: .relaxed)
                return "new"
            },
            upstream: script
        ) { gateway in
            let response = try await ask(gateway)
            #expect(response.text.contains("From b."))
            #expect(gateway.upstream.credentials == ["at-a", "new", "at-b"])
            #expect(renewals.load(ordering: .relaxed) == 1)
            #expect(gateway.engine.accounts.records.first?.refusal != nil)
        }
    }

    @Test func `what the backend refuses arrives in its words, once`() throws {
        let script = first(FakeUpstream.json(400, #"{"detail":"Unsupported parameter: what"}"#))
        try withGateway(codex: two, configuration: fillFirst, upstream: script) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .badRequest)
            #expect(response.text.contains("Unsupported parameter: what"))
            #expect(response.text.contains(#""type":"invalid_request_error""#))
            #expect(gateway.upstream.credentials == ["at-a"])
            #expect(gateway.engine.ledger.recent.records(from: 0).last?.failure != nil)
        }
    }

    @Test func `limits are kept from fields and from events, and shown with their resets`() throws {
        let script = FakeCodexBackend.script { received, writer in
            let fields: HTTPFields = [
                "x-codex-primary-used-percent": "42", "x-codex-primary-window-minutes": "300",
                "x-codex-primary-reset-at": "4102444800",
            ]
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5", fields)
            try await stream.begin()
            if received.credential == "at-b" {
                try await stream.send(
                    "codex.rate_limits",
                    #","plan_type":"pro","rate_limits":{"primary":{"used_percent":7,"window_minutes":300,"reset_at":4102444860}}"#
                )
            }
            try await stream.text(["Hi."])
            try await stream.complete()
            try await stream.finish()
        }
        try withGateway(codex: two, upstream: script) { gateway in
            for _ in 0..<2 { #expect(try await ask(gateway).status == .ok) }
            let view = try JSONReader.read(try await gateway.management(.get, "accounts").body)
            let limits = try #require(view["accounts"]?.elements).map { $0["limits"]?.elements?.first }
            #expect(limits.map { $0?["utilization"]?.double } == [0.42, 0.07])
            #expect(limits.map { $0?["reset"]?.string } == ["2100-01-01T00:00:00Z", "2100-01-01T00:01:00Z"])
            #expect(view["accounts"]?.elements?.map { $0["provider"]?.string } == ["codex", "codex"])
            #expect(view["accounts"]?.elements?.last?["plan"]?.string == "pro")
            let files = try JSONReader.read(try await gateway.management(.get, "auth-files").body)
            #expect(files["files"]?.elements?.first?["type"]?.string == "codex")
            #expect(files["files"]?.elements?.first?["limits"]?.elements?.first?["reset"] != nil)
            #expect(files["files"]?.elements?.first?["id_token"]?["chatgpt_account_id"]?.string == "acc-a")
        }
    }
}
