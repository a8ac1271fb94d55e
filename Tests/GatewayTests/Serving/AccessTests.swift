import HTTPTransport
import HTTPWire
import Testing

@testable import Gateway

struct AccessTests {
    private static let paths = [
        "/v1/models", "/v1/messages", "/v1/messages/count_tokens", "/v1/chat/completions", "/v1", "/metrics", "/x",
        "/v0/management/usage", "/v0/management/auth-files", "/v0/management/config", "/v0/management/nothing",
        "/v0/management/", "//", "/healthz/", "/HEALTHZ", "/%68ealthz", "/healthz/../v1/models", "/api/hello/x",
    ]

    @Test func `without a key and with a wrong one there is nothing to be had, whatever the path`() throws {
        try withGateway { gateway in
            for path in Self.paths {
                for method in [HTTPMethod.get, .post, .delete] {
                    for fields in [[:], ["authorization": "Bearer wrong"]] as [HTTPFields] {
                        // A wrong management key is answered slowly: once is enough.
                        let isSlow = path.hasPrefix("/v0") || (path == "/metrics" && method != .get)
                        if isSlow, !fields.isEmpty { continue }
                        let response = try await gateway.request(method, path, fields: fields)
                        #expect(response.status == 401, "\(method) \(path)")
                    }
                }
            }
            #expect(gateway.upstream.received.isEmpty)
        }
    }

    @Test func `liveness needs no key`() throws {
        try withGateway(keys: []) { gateway in
            for path in ["/", "/healthz", "/api/hello"] {
                let response = try await gateway.request(.get, path, fields: [:])
                #expect(response.status == .ok)
                #expect(response.fields["content-type"] == "application/json")
                let head = try await gateway.request(.head, path, fields: [:])
                #expect(head.status == .ok)
                #expect(head.body.isEmpty)
                #expect(head.fields["content-length"] == "\(response.body.count)")
            }
            #expect(try await gateway.request(.get, "/healthz", fields: [:]).text == #"{"status":"ok"}"#)
            let response = try await gateway.request(.post, "/healthz", fields: [:])
            #expect(response.status == .methodNotAllowed)
            #expect(response.fields["allow"] == "GET, HEAD")
        }
    }

    @Test func `another host and another origin are refused before any key is looked at`() throws {
        try withGateway { gateway in
            let key = "Bearer \(GatewayHarness.clientKey)"
            for path in Self.paths + ["/", "/healthz", "/management.html"] {
                let wrongHost = try await gateway.request(
                    .get,
                    path,
                    fields: ["host": "evil.example", "authorization": key]
                )
                #expect(wrongHost.status == .misdirectedRequest, "\(path)")
                let foreign = try await gateway.request(
                    .get,
                    path,
                    fields: ["origin": "https://evil.example", "authorization": key]
                )
                #expect(foreign.status == .forbidden, "\(path)")
            }
            #expect(gateway.upstream.received.isEmpty)
        }
    }

    @Test func `no answer ever carries a CORS field`() throws {
        let answer = FakeUpstream.json(.ok, "{}", ["access-control-allow-origin": "*", "access-control-max-age": "9"])
        try withGateway(upstream: answer) { gateway in
            var responses = [try await gateway.message()]
            for path in ["/", "/healthz", "/v1/models", "/management.html", "/metrics", "/v0/management/usage"] {
                for fields in [[:], ["authorization": "Bearer \(GatewayHarness.clientKey)"]] as [HTTPFields] {
                    var fields = fields
                    responses.append(try await gateway.request(.get, path, fields: fields))
                    fields.append("origin", "http://\(gateway.address)")
                    fields.append("access-control-request-method", "POST")
                    responses.append(try await gateway.request(.options, path, fields: fields))
                }
            }
            for response in responses {
                #expect(!response.fields.contains { $0.name.lowercased().hasPrefix("access-control-") })
            }
        }
    }

    @Test func `only POST asks for messages, and unknown paths are named`() throws {
        try withGateway { gateway in
            let get = try await gateway.request(.get, "/v1/messages")
            #expect(get.status == .methodNotAllowed)
            #expect(get.fields["allow"] == "POST")
            let unknown = try await gateway.request(.post, "/v1/chat/completions", "{}")
            #expect(unknown.status == .notFound)
            #expect(unknown.text.contains(#""code":"unknown_url""#))
        }
    }

    @Test func `a body beyond the limit is refused in the caller's format`() throws {
        try withGateway { gateway in
            let connection = HTTPConnection(to: gateway.address, on: gateway.loop)
            let response = try await connection.exchange(
                HTTPClientRequest(
                    .post,
                    "/v1/messages",
                    fields: ["x-api-key": GatewayHarness.clientKey],
                    body: [UInt8](repeating: 0x20, count: Relay.bodyLimit + 1)
                )
            )
            #expect(response.status == .contentTooLarge)
            #expect(response.text.contains(#""type":"request_too_large""#))
        }
    }

    @Test func `the model list has the shape of whoever asks, and comes from the upstream where that has one`() throws {
        let script: FakeUpstream.Script = { received, writer in
            #expect(received.target == "/v1/models?limit=1000")
            #expect(received.fields["anthropic-version"] == "2023-06-01")
            #expect(received.credential == "sk-one")
            try await FakeUpstream.json(.ok, #"{"data":[{"type":"model","id":"claude-new","display_name":"New"}]}"#)(
                received,
                writer
            )
        }
        try withGateway(upstream: script) { gateway in
            let openAI = try await gateway.request(.get, "/v1/models")
            #expect(openAI.text.hasPrefix(#"{"object":"list","data":[{"id":"claude-new","object":"model""#))
            let anthropic = try await gateway.request(
                .get,
                "/v1/models?limit=1000",
                fields: ["x-api-key": GatewayHarness.clientKey, "anthropic-version": "2023-06-01"]
            )
            #expect(anthropic.text.contains(#""display_name":"New""#))
            #expect(anthropic.text.hasSuffix(#""has_more":false,"first_id":"claude-new","last_id":"claude-new"}"#))
        }
    }

    @Test func `without the upstream's list it is the built-in one, and without an account it is empty`() throws {
        try withGateway(upstream: FakeUpstream.json(.notFound)) { gateway in
            let response = try await gateway.request(.get, "/v1/models")
            #expect(response.text.contains("claude-opus-4-6"))
        }
        try withGateway(keys: []) { gateway in
            let response = try await gateway.request(.get, "/v1/models")
            #expect(response.text == #"{"object":"list","data":[]}"#)
        }
    }
}
