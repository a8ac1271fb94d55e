import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Testing

@testable import Gateway

struct RelayTests {
    @Test func `a request arrives as it was sent but for the key, and the answer as it was given`() throws {
        let answer = FakeUpstream.json(
            .ok,
            #"{"id":"msg","usage":{"input_tokens":5,"output_tokens":7}}"#,
            ["request-id": "req_1", "anthropic-ratelimit-requests-remaining": "4", "access-control-allow-origin": "*"]
        )
        try withGateway(upstream: answer) { gateway in
            let body = #"{ "model":"claude-opus-4-6", "messages":[{"role":"user","content":"é\u00e9"}] }"#
            let response = try await gateway.request(
                .post,
                "/v1/messages?beta=true&x=%20",
                fields: [
                    "Authorization": "Bearer \(GatewayHarness.clientKey)", "User-Agent": "claude-cli/2.1.329",
                    "X-Stainless-Lang": "js", "anthropic-beta": "a,b", "Content-Type": "application/json",
                    "Connection": "keep-alive, x-hop", "X-Hop": "1", "TE": "trailers", "Proxy-Authorization": "Basic x",
                    "Keep-Alive": "timeout=5", "Upgrade": "h2c", "Trailer": "x", "Proxy-Connection": "keep-alive",
                ],
                body
            )
            let received = try #require(gateway.upstream.received.first)
            #expect(received.target == "/v1/messages?beta=true&x=%20")
            #expect(received.text == body)
            #expect(received.credential == "sk-one")
            #expect(received.fields["user-agent"] == "claude-cli/2.1.329")
            #expect(received.fields["x-stainless-lang"] == "js")
            #expect(received.fields["anthropic-beta"] == "a,b")
            #expect(received.fields["authorization"] == nil)
            for name: HTTPFieldName in [
                "x-hop", "te", "proxy-authorization", "keep-alive", "upgrade", "trailer", "proxy-connection",
                "connection",
            ] {
                #expect(received.fields[name] == nil, "\(name)")
            }
            #expect(received.fields["host"] == String(gateway.upstreamURL.dropFirst("http://".count)))
            #expect(response.status == .ok)
            #expect(response.text == #"{"id":"msg","usage":{"input_tokens":5,"output_tokens":7}}"#)
            #expect(response.fields["request-id"] == "req_1")
            #expect(response.fields["anthropic-ratelimit-requests-remaining"] == "4")
            #expect(response.fields["access-control-allow-origin"] == nil)
            let usage = gateway.engine.ledger.usage
            #expect(usage.total.tokens == TokenUsage(input: 5, output: 7))
            #expect(usage.models.keys.sorted() == ["claude-opus-4-6"])
        }
    }

    @Test(arguments: [400, 404, 413, 422, 501] as [UInt16])
    func `an upstream's own errors pass as they are`(status: UInt16) throws {
        let text = FakeUpstream.error("invalid_request_error", "prompt is too long: 9 tokens > 8 maximum")
        try withGateway(upstream: FakeUpstream.json(HTTPStatus(rawValue: status), text)) { gateway in
            let response = try await gateway.message()
            #expect(response.status.rawValue == status)
            #expect(response.text == text)
            #expect(gateway.upstream.received.count == 1)
            #expect(gateway.engine.ledger.usage.total.failures == 1)
        }
    }

    @Test func `each event reaches the client before the upstream sends the next`() throws {
        let seen = Bell()
        let script: FakeUpstream.Script = { _, writer in
            let body = try await writer.start(.ok, fields: ["content-type": "text/event-stream"])
            for number in 0..<20 {
                try await body.write("event: delta\ndata: {\"n\":\(number)}\n\n")
                // Nothing more until the client has seen this one.
                _ = await seen.next(after: UInt64(number))
            }
            try await body.write(
                "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":20}}\n\n"
            )
            try await body.finish()
        }
        try withGateway(upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(#"{"model":"m","stream":true}"#.utf8)
            )
            try await connection.withResponse(to: request, deadline: .now + .seconds(20)) { head, body in
                #expect(head.fields["content-type"] == "text/event-stream")
                var count = 0
                for try await event in body.events {
                    if count < 20 { #expect(event.text == "{\"n\":\(count)}") }
                    count += 1
                    seen.ring()
                }
                #expect(count == 21)
            }
            #expect(gateway.engine.ledger.usage.total.tokens.output == 20)
            #expect(gateway.engine.ledger.metrics.activeStreams == 0)
        }
    }

    @Test func `an upstream that dies in mid-stream is not taken for one that has ended`() throws {
        let script: FakeUpstream.Script = { _, writer in
            let body = try await writer.start(.ok, fields: ["content-type": "text/event-stream"])
            try await body.write("event: message_start\ndata: {}\n\n")
            // Returning without finishing breaks the connection off.
        }
        try withGateway(upstream: script) { gateway in
            await #expect(throws: HTTPTransportError.self) { try await gateway.message(stream: true) }
            try await gateway.recorded("the failure") { $0.usage.total.failures == 1 }
            #expect(gateway.upstream.received.count == 1, "something had been sent: no second attempt")
            #expect(try await gateway.request(.get, "/healthz").status == .ok)
        }
    }

    @Test func `a client that goes takes its upstream call with it`() throws {
        let ended = Bell()
        let script: FakeUpstream.Script = { _, writer in
            let body = try await writer.start(.ok, fields: ["content-type": "text/event-stream"])
            // Until the gateway hangs up, which cancels this task.
            defer { ended.ring() }
            var number = 0
            while !Task.isCancelled {
                try await body.write("data: \(number)\n\n")
                number += 1
                await Task.yield()
            }
        }
        try withGateway(upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array(#"{"model":"m","stream":true}"#.utf8)
            )
            try await connection.withResponse(to: request) { _, body in
                for try await event in body.events where event.text == "3" { break }
            }
            connection.close()
            let start = ContinuousClock.now
            _ = await ended.next(after: 0)
            #expect(ContinuousClock.now - start < .seconds(1))
            try await gateway.recorded("the exchange") {
                $0.metrics.requests.keys.contains { $0.status == RequestRecord.clientGone }
            }
        }
    }

    @Test func `a client that does not read slows the upstream, and memory stays bounded`() throws {
        let sent = Bell()
        let script: FakeUpstream.Script = { _, writer in
            let body = try await writer.start(.ok, fields: ["content-type": "application/octet-stream"])
            let piece = [UInt8](repeating: 0x61, count: 1 << 20)
            while !Task.isCancelled {
                try await body.write(piece)
                sent.ring()
            }
        }
        try withGateway(upstream: script) { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let request = HTTPClientRequest(
                .post,
                "/v1/messages",
                fields: ["x-api-key": GatewayHarness.clientKey],
                body: Array("{}".utf8)
            )
            try await connection.withResponse(to: request) { _, _ in
                // The kernel's buffers fill up, then everything stands still.
                var before: UInt64 = 0
                var quietTurns = 0
                while quietTurns < 50 {
                    try await gateway.loop.sleep(for: .milliseconds(5))
                    quietTurns = sent.count == before ? quietTurns + 1 : 0
                    before = sent.count
                }
                #expect(before < 64, "\(before) MB went into the void")
            }
        }
    }

    @Test func `an alias is replaced on the way and nothing else is`() throws {
        let configuration = """
            oauth-model-alias: {claude: [{name: claude-opus-4-6, alias: best}]}
            oauth-excluded-models: {claude: ["*haiku*"]}
            """
        let tokens = ["claude-me.json": #""access_token":"token","prefix":"mine""#]
        try withGateway(keys: [], tokens: tokens, configuration: configuration) { gateway in
            let response = try await gateway.request(.post, "/v1/messages", #"{"x":1, "model" : "best"}"#)
            #expect(response.status == .ok)
            #expect(gateway.upstream.received.last?.text == #"{"x":1, "model" : "claude-opus-4-6"}"#)
            #expect(gateway.upstream.received.last?.fields["authorization"] == "Bearer token")
            #expect(gateway.upstream.received.last?.fields["anthropic-beta"] == "oauth-2025-04-20")
            _ = try await gateway.message("mine/claude-sonnet-4-6")
            #expect(gateway.upstream.received.last?.text.contains(#""model":"claude-sonnet-4-6""#) == true)
            let refused = try await gateway.message("claude-haiku-4-5")
            #expect(refused.status == .notFound)
            #expect(refused.text.contains("not_found_error"))
            #expect(refused.fields["x-should-retry"] == "false")
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `a session keeps its account, by header or by what is in the body`() throws {
        try withGateway(keys: ["sk-one", "sk-two", "sk-three"]) { gateway in
            for _ in 0..<3 { _ = try await gateway.message(fields: ["x-claude-code-session-id": "s1"]) }
            let body = #"{"model":"m","metadata":{"user_id":"{\"session_id\":\"s2\"}"}}"#
            for _ in 0..<3 { _ = try await gateway.request(.post, "/v1/messages/count_tokens", body) }
            for _ in 0..<3 { _ = try await gateway.message() }
            let used = gateway.upstream.credentials
            #expect(Set(used[0..<3]).count == 1)
            #expect(Set(used[3..<6]).count == 1)
            #expect(used[0] != used[3])
            #expect(Set(used[6..<9]).count == 3, "without a session they take turns")
            #expect(gateway.upstream.received[3].target == "/v1/messages/count_tokens")
        }
    }
}
