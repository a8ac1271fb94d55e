import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel
import Synchronization
import TestSupport
import Testing

@testable import Gateway

private let account = #""access_token":"at","account_id":"acc-1","email":"me@example.com""#

/// Asks for a message as Claude Code does.
private func ask(
    _ gateway: GatewayHarness,
    model: String = "gpt-5.3-codex(xhigh)",
    stream: Bool = true,
    _ members: String = ""
) async throws -> HTTPResponse {
    let body = #"""
        {"model":"\#(model)","max_tokens":32000,"stream":\#(stream),"temperature":1,"stop_sequences":["</end>"],
         "system":[{"type":"text","text":"Be brief."}],
         "messages":[{"role":"user","content":"Hi"},{"role":"system","content":"Today is Monday."}]\#(members)}
        """#
    let fields: HTTPFields = [
        "x-api-key": GatewayHarness.clientKey, "anthropic-version": "2023-06-01",
        "x-claude-code-session-id": "session-1",
    ]
    return try await gateway.request(.post, "/v1/messages?beta=true", fields: fields, body)
}

/// The names of a stream's events, in order.
private func events(_ response: HTTPResponse) -> [String] {
    response.text.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
}

struct TranslationTests {
    @Test func `a stream is translated, and what it cost is in the books`() throws {
        try withGateway(codex: ["a.json": account], upstream: FakeCodexBackend.says("Hello ", "you.")) { gateway in
            let response = try await ask(gateway)
            #expect(response.status == .ok, "\(response.text)")
            #expect(response.fields["content-type"]?.hasPrefix("text/event-stream") == true)
            #expect(response.fields["request-id"] == "req-of-the-fake")
            let expected = [
                "message_start", "content_block_start", "content_block_delta", "content_block_delta",
                "content_block_stop", "message_delta", "message_stop",
            ]
            #expect(events(response).filter { $0 != "ping" } == expected)
            #expect(response.text.contains(#""model":"gpt-5.3-codex(xhigh)""#))
            let sent = try #require(gateway.upstream.received.first)
            let body = try JSONReader.read(sent.body)
            #expect(body["model"]?.string == "gpt-5.3-codex")
            #expect(body["reasoning"]?["effort"]?.string == "xhigh")
            #expect(body["prompt_cache_key"]?.string?.isEmpty == false)
            #expect(sent.fields["authorization"] == "Bearer at")
            #expect(sent.fields["chatgpt-account-id"] == "acc-1")
            let record = try #require(gateway.engine.ledger.recent.records(from: 0).last)
            #expect(record.usage == TokenUsage(input: 11, output: 23, cacheCreation: 0, cacheRead: 20))
            #expect(record.accountLabel == "me@example.com")
            #expect(record.isSuccess)
            #expect(record.millisecondsToFirstByte != nil)
            #expect(gateway.engine.ledger.metrics.activeStreams == 0)
        }
    }

    @Test func `without a stream the same answer comes as one message`() throws {
        try withGateway(codex: ["a.json": account], upstream: FakeCodexBackend.says("Hello ", "you.")) { gateway in
            let response = try await ask(gateway, stream: false)
            #expect(response.status == .ok, "\(response.text)")
            let message = try JSONReader.read(response.body)
            #expect(message["type"]?.string == "message")
            #expect(message["content"]?.elements?.first?["text"]?.string == "Hello you.")
            #expect(message["stop_reason"]?.string == "end_turn")
            #expect(message["usage"]?["input_tokens"]?.integer() == 11)
            #expect(gateway.engine.ledger.usage.total.tokens.output == 23)
        }
    }

    @Test func `one message is whole as soon as a stop sequence ends it, whatever the upstream goes on to say`() throws
    {
        let answered = Bell()
        let script = FakeCodexBackend.script { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            try await stream.text(["one two</end>three"])
            // The rest comes when nobody can want it any more.
            _ = await answered.next(after: 0)
        }
        try withGateway(codex: ["a.json": account], upstream: script) { gateway in
            let response = try await ask(gateway, stream: false)
            answered.ring()
            #expect(response.status == .ok, "\(response.text)")
            let message = try JSONReader.read(response.body)
            #expect(message["content"]?.elements?.first?["text"]?.string == "one two")
            #expect(message["stop_reason"]?.string == "stop_sequence")
        }
    }

    @Test func `a delta reaches the client before the upstream sends the next`() throws {
        let seen = Bell()
        let script = FakeCodexBackend.script { received, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            for number in 0..<5 {
                let heard = seen.count
                let place = #","item_id":"msg_0","output_index":0,"content_index":0"#
                try await stream.send("response.output_text.delta", place + #","delta":"word-\#(number) ""#)
                // Nothing more before the client has it.
                if heard == UInt64(number) { _ = await seen.next(after: heard) }
            }
            try await stream.complete()
            try await stream.finish()
        }
        try withGateway(codex: ["a.json": account], upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let body = #"{"model":"gpt-5.5","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(body.utf8)
            )
            var words: [String] = []
            try await connection.withResponse(to: request, deadline: .now + .seconds(60)) { _, body in
                for try await event in body.events where event.name == "content_block_delta" {
                    let data = try JSONReader.read(event.data)
                    words.append(data["delta"]?["text"]?.string ?? "")
                    seen.ring()
                }
            }
            #expect(words == (0..<5).map { "word-\($0) " })
            connection.close()
        }
    }

    @Test func `a silent upstream is bridged with pings, before its first words and after them`() throws {
        let pinged = Bell()
        let script = FakeCodexBackend.script { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            _ = await pinged.next(after: 0)
            let heard = pinged.count
            try await stream.text(["Hi."])
            _ = await pinged.next(after: heard)
            try await stream.complete()
            try await stream.finish()
        }
        let configuration = "streaming: {keepalive-seconds: 1}"
        try withGateway(codex: ["a.json": account], configuration: configuration, upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let body = #"{"model":"gpt-5.5","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(body.utf8)
            )
            var names: [String] = []
            try await connection.withResponse(to: request, deadline: .now + .seconds(60)) { _, body in
                for try await event in body.events {
                    if names.last != event.name { names.append(event.name) }
                    if event.name == "ping" { pinged.ring() }
                }
            }
            connection.close()
            #expect(names.first == "message_start")
            #expect(names.dropFirst().first == "ping")
            #expect(names.filter { $0 == "ping" }.count >= 2)
            #expect(names.last == "message_stop")
        }
    }

    @Test func `what fails after a long silence is told within the stream`() throws {
        let pinged = Bell()
        let script = FakeCodexBackend.script { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            _ = await pinged.next(after: 0)
            try await stream.fail("server_error", "Something broke.")
            try await stream.finish()
        }
        let configuration = "streaming: {keepalive-seconds: 1}"
        try withGateway(codex: ["a.json": account], configuration: configuration, upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let body = #"{"model":"gpt-5.5","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(body.utf8)
            )
            var names: [String] = []
            try await connection.withResponse(to: request, deadline: .now + .seconds(60)) { _, body in
                for try await event in body.events {
                    names.append(event.name)
                    if event.name == "ping" { pinged.ring() }
                }
            }
            connection.close()
            #expect(names.first == "message_start")
            #expect(names.last == "error")
        }
    }

    @Test func `without a stream a stop sequence ends the answer before the upstream does`() throws {
        let script = FakeCodexBackend.script { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            try await stream.text(["3</e", "nd>more"])
            // Its own server cancels it when the gateway hangs up.
            _ = await Bell().next(after: 0)
        }
        try withGateway(codex: ["a.json": account], upstream: script) { gateway in
            let message = try JSONReader.read(try await ask(gateway, stream: false).body)
            #expect(message["content"]?.elements?.map { $0["text"]?.string } == ["3"])
            #expect(message["stop_reason"]?.string == "stop_sequence")
            try await gateway.eventually("what it has cost is in the books, as far as anybody knows") {
                gateway.engine.ledger.recent.records(from: 0).last?.usage?.output == 1
            }
        }
    }

    @Test func `an upstream that talks, but not to the client, is bridged with pings, too`() throws {
        let pings = Atomic(0)
        let script = FakeCodexBackend.script { _, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            // Thoughts that the client has not asked for, without a pause in which a ping would be due anyway.
            let end = ContinuousClock.now + .seconds(60)
            while pings.load(ordering: .relaxed) < 2, ContinuousClock.now < end {
                let place = #","item_id":"rs_0","output_index":0,"summary_index":0"#
                try await stream.send("response.reasoning_summary_text.delta", place + #","delta":"Hm. ""#)
            }
            try await stream.complete()
            try await stream.finish()
        }
        let configuration = "streaming: {keepalive-seconds: 1}"
        try withGateway(codex: ["a.json": account], configuration: configuration, upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let body = #"{"model":"gpt-5.5","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(body.utf8)
            )
            try await connection.withResponse(to: request, deadline: .now + .seconds(90)) { _, body in
                for try await event in body.events where event.name == "ping" {
                    pings.wrappingAdd(1, ordering: .relaxed)
                }
            }
            connection.close()
            // The first comes with the message's beginning.
            #expect(pings.load(ordering: .relaxed) >= 2)
        }
    }

    @Test func `the connection to the upstream is used again`() throws {
        try withGateway(codex: ["a.json": account], upstream: FakeCodexBackend.says("Hi.")) { gateway in
            for isStream in [true, false, true, false] {
                let response = try await ask(gateway, stream: isStream)
                #expect(response.status == .ok)
            }
            #expect(gateway.upstream.received.count == 4)
            #expect(Set(gateway.upstream.received.map(\.peer)).count == 1)
        }
    }

    @Test func `a client that goes takes the upstream's call with it`() throws {
        let gone = Bell()
        let script = FakeCodexBackend.script { received, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            let place = #","item_id":"msg_0","output_index":0,"content_index":0"#
            do {
                try await stream.send("response.output_text.delta", place + #","delta":"Wait ""#)
                // Its own server cancels it when the gateway hangs up.
                _ = await Bell().next(after: 0)
            } catch {}
            gone.ring()
        }
        try withGateway(codex: ["a.json": account], upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let body = #"{"model":"gpt-5.5","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"x"}]}"#
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(body.utf8)
            )
            try? await connection.withResponse(to: request, deadline: .now + .seconds(60)) { _, body in
                for try await event in body.events where event.name == "content_block_delta" { break }
            }
            connection.close()
            _ = await gone.next(after: 0)
            try await gateway.eventually("it is in the books") {
                gateway.engine.ledger.recent.records(from: 0).last?.status == RequestRecord.clientGone
            }
        }
    }

    @Test func `tokens are counted here, and nobody is asked`() throws {
        try withGateway(codex: ["a.json": account], upstream: FakeCodexBackend.says("no")) { gateway in
            func count(_ text: String) async throws -> Int {
                let body = #"{"model":"gpt-5.5","messages":[{"role":"user","content":"\#(text)"}]}"#
                let response = try await gateway.request(
                    .post,
                    "/v1/messages/count_tokens",
                    fields: ["x-api-key": GatewayHarness.clientKey],
                    body
                )
                #expect(response.status == .ok)
                return try JSONReader.read(response.body)["input_tokens"]?.integer() ?? 0
            }
            let short = try await count("one two three")
            let long = try await count(String(repeating: "one two three ", count: 1000))
            #expect((1...40).contains(short))
            #expect((2000...6000).contains(long))
            #expect(gateway.upstream.received.isEmpty)
        }
    }

    @Test(arguments: [
        ("", "not valid JSON"), (#"{"model":"gpt-5.5"}"#, "messages"), (#"{"messages":[]}"#, "model"),
        (#"{"model":"gpt-5.5","messages":[{"role":"user","content":[{"type":"text"}]}]}"#, "messages.0.content.0"),
    ])
    func `what is no request is refused by its place, and nobody is asked`(body: String, words: String) throws {
        try withGateway(codex: ["a.json": account], upstream: FakeCodexBackend.says("no")) { gateway in
            let response = try await gateway.request(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body
            )
            #expect(response.status == .badRequest)
            #expect(response.text.contains(#""type":"invalid_request_error""#))
            #expect(response.text.contains(words), "\(response.text)")
            #expect(gateway.upstream.received.isEmpty)
        }
    }

    @Test func `keys go to the public Responses API, with nothing of the backend's`() throws {
        let configuration = """
            codex-api-key:
              - {api-key: sk-public, base-url: "UPSTREAM/v1", prefix: api, headers: {X-Mine: yes}}
            """
        let script: FakeUpstream.Script = { received, writer in
            var stream = try await FakeCodexBackend.Stream(writer, model: "gpt-5.5")
            try await stream.begin()
            try await stream.text(["Public."])
            try await stream.complete()
            try await stream.finish()
        }
        try withGateway(keys: [], configuration: configuration, upstream: script) { gateway in
            let response = try await ask(gateway, model: "api/gpt-5.5", stream: false)
            #expect(response.status == .ok, "\(response.text)")
            let sent = try #require(gateway.upstream.received.first)
            #expect(sent.target == "/v1/responses")
            #expect(sent.fields["authorization"] == "Bearer sk-public")
            #expect(sent.fields["x-mine"] == "yes")
            #expect(sent.fields["originator"] == nil)
            #expect(sent.fields["chatgpt-account-id"] == nil)
            #expect(try JSONReader.read(sent.body)["model"]?.string == "gpt-5.5")
        }
    }
}
