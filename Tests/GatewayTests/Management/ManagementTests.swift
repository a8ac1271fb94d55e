import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct ManagementTests {
    private func json(_ response: HTTPResponse) throws -> JSONValue {
        try JSONReader.read(response.body)
    }

    @Test func `the key opens in either header, and nothing else does`() throws {
        try withGateway { gateway in
            let path = "/v0/management/usage"
            for fields in [
                ["authorization": "Bearer \(GatewayHarness.managementKey)"],
                ["x-management-key": GatewayHarness.managementKey],
                ["authorization": "Bearer wrong", "x-management-key": GatewayHarness.managementKey],
            ] as [HTTPFields] {
                let response = try await gateway.request(.get, path, fields: fields)
                #expect(response.status == .ok)
                #expect(response.fields["cache-control"] == "no-store")
            }
            let client = try await gateway.request(.get, path)
            #expect(client.status == .unauthorized, "the client's key is not the management key")
            #expect(client.text == #"{"error":"Invalid management key"}"#)
            let missing = try await gateway.request(.get, path, fields: [:])
            #expect(missing.text == #"{"error":"Missing management key"}"#)
            let unknown = try await gateway.management(.get, "nonsense")
            #expect(unknown.status == .notFound)
        }
    }

    @Test func `wrong keys wait longer and longer, and the right one never does`() throws {
        var delay = FailureDelay()
        #expect((0..<4).map { _ in delay.fail() } == [100, 200, 400, 800].map { .milliseconds($0) })
        for _ in 0..<100 { #expect(delay.fail() <= FailureDelay.longest) }
        delay.succeed()
        #expect(delay.fail() == FailureDelay.shortest)
        try withGateway { gateway in
            await withTaskGroup(of: HTTPStatus?.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        let fields: HTTPFields = ["x-management-key": "wrong"]
                        return try? await gateway.request(.get, "/v0/management/usage", fields: fields).status
                    }
                }
                var isHeldUp = false
                for await status in group where status == .tooManyRequests {
                    // So many are waiting by now that the others are sent away.
                    isHeldUp = true
                    break
                }
                #expect(isHeldUp)
                let start = ContinuousClock.now
                let response = try? await gateway.management(.get, "usage")
                #expect(response?.status == .ok)
                #expect(ContinuousClock.now - start < .seconds(2), "held up by all the others")
                group.cancelAll()
            }
        }
    }

    @Test func `without any management key there is no management`() throws {
        try withGateway(environment: ["MANAGEMENT_PASSWORD": ""]) { gateway in
            for fields in [[:], ["authorization": "Bearer "], ["x-management-key": ""]] as [HTTPFields] {
                for path in ["/v0/management/usage", "/metrics"] {
                    let response = try await gateway.request(.get, path, fields: fields)
                    #expect(response.status == .notFound)
                }
            }
        }
        try withGateway(configuration: "remote-management: {secret-key: second-key}") { gateway in
            let fields: HTTPFields = ["authorization": "Bearer second-key"]
            let response = try await gateway.request(.get, "/v0/management/usage", fields: fields)
            #expect(response.status == .ok, "the configuration's key opens as well")
        }
    }

    @Test func `token files are listed, uploaded, changed and deleted`() throws {
        try withGateway(keys: []) { gateway in
            let token = #"{"type":"claude","access_token":"t","email":"me@example.com","x":1.50}"#
            let upload = try await gateway.management(.post, "auth-files?name=claude-me.json", token)
            #expect(upload.text == #"{"status":"ok"}"#)
            let path = gateway.directory.path("claude-me.json")
            #expect(try FileSystem.read(path) == Array(token.utf8))
            #expect(try FileSystem.info(path)?.mode == 0o600)
            let listed = try json(try await gateway.management(.get, "auth-files"))
            let file = try #require(listed["files"]?.elements?.first)
            #expect(file["name"]?.string == "claude-me.json")
            #expect(file["type"]?.string == "claude")
            #expect(file["label"]?.string == "me@example.com")
            #expect(file["status"]?.string == "active")
            #expect(file["disabled"]?.boolean == false)
            #expect(file["recent_requests"]?.elements?.count == 20)

            let disable = try await gateway.management(
                .patch,
                "auth-files/status",
                #"{"name":"claude-me.json","disabled":true}"#
            )
            #expect(disable.status == .ok)
            #expect(gateway.engine.accounts.records[0].account.isDisabled, "it holds when the answer is there")
            let fields = try await gateway.management(
                .patch,
                "auth-files/fields",
                #"{"name":"claude-me.json","prefix":"mine","priority":3,"note":""}"#
            )
            #expect(fields.status == .ok)
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            #expect(text.hasPrefix(#"{"type":"claude","access_token":"t","email":"me@example.com","x":1.50"#))
            #expect(gateway.engine.accounts.records[0].account.prefix == "mine")
            #expect(gateway.engine.accounts.records[0].account.priority == 3)

            let models = try json(try await gateway.management(.get, "auth-files/models?name=claude-me.json"))
            #expect(models["models"]?.elements?.isEmpty == true, "switched off: it serves nothing")
            let gone = try await gateway.management(.delete, "auth-files?name=claude-me.json")
            #expect(gone.status == .ok)
            #expect(try FileSystem.info(path) == nil)
            #expect(gateway.engine.accounts.records.isEmpty)
        }
    }

    @Test(arguments: [
        ("../evil.json", 400), ("a/b.json", 400), (".hidden.json", 400), ("x.txt", 400), ("", 400),
        ("%2e%2e%2fx.json", 400),
        ("a%00.json", 400),
    ])
    func `no name of a file leads out of the directory`(name: String, status: UInt16) throws {
        try withGateway(keys: []) { gateway in
            let token = #"{"type":"claude","access_token":"t"}"#
            let response = try await gateway.management(.post, "auth-files?name=\(name)", token)
            #expect(response.status.rawValue == status)
            #expect(
                try FileSystem.list(gateway.directory.path).filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") } == []
            )
            let gone = try await gateway.management(.delete, "auth-files?name=\(name)")
            #expect(gone.status == .notFound)
        }
    }

    @Test func `what is no token file is not stored`() throws {
        try withGateway(keys: []) { gateway in
            for text in ["", "{}", "[]", #"{"type":"claude"}"#, "{\"type\":"] {
                let response = try await gateway.management(.post, "auth-files?name=x.json", text)
                #expect(response.status == .badRequest, "\(text)")
            }
            #expect(try FileSystem.info(gateway.directory.path("x.json")) == nil)
        }
    }

    @Test func `a form may carry several files`() throws {
        let body =
            "--b\r\ncontent-disposition: form-data; name=\"f\"; filename=\"one.json\"\r\n\r\n"
            + #"{"type":"claude","access_token":"1"}"#
            + "\r\n--b\r\ncontent-disposition: form-data; name=\"x\"\r\n\r\nv\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"g\"; filename=\"two.json\"\r\ncontent-type: a/b\r\n\r\n"
            + #"{"type":"claude","access_token":"2"}"# + "\r\n--b--\r\n"
        let type = "multipart/form-data; boundary=\"b\""
        #expect(MultipartForm.files(contentType: type, Array(body.utf8))?.map(\.name) == ["one.json", "two.json"])
        for broken in ["", "--b", "--b--", "--b\r\n\r\nx", "--c\r\n\r\n--c--"] {
            let files = MultipartForm.files(contentType: type, Array(broken.utf8))
            #expect(files == nil || files == [], "\(broken)")
        }
        #expect(MultipartForm.files(contentType: "application/json", Array(body.utf8)) == nil)
        try withGateway(keys: []) { gateway in
            let fields: HTTPFields = [
                "authorization": "Bearer \(GatewayHarness.managementKey)", "content-type": type,
            ]
            let response = try await gateway.request(.post, "/v0/management/auth-files", fields: fields, body)
            #expect(response.status == .ok)
            #expect(gateway.engine.accounts.records.map(\.account.id) == ["one.json", "two.json"])
            let half = body.replacing("one.json", with: "three.json")
                .replacing(#""access_token":"2""#, with: #""access_token":"""#)
            let refused = try await gateway.request(.post, "/v0/management/auth-files", fields: fields, half)
            #expect(refused.status == .badRequest)
            #expect(
                gateway.engine.accounts.records.map(\.account.id) == ["one.json", "two.json"],
                "the file before the bad one was not stored either"
            )
        }
    }

    @Test func `usage in both shapes, by model, account and day, and it can be reset`() throws {
        let answer = FakeUpstream.json(.ok, #"{"usage":{"input_tokens":5,"output_tokens":7}}"#)
        try withGateway(upstream: answer) { gateway in
            for _ in 0..<3 { _ = try await gateway.message("claude-x") }
            let usage = try json(try await gateway.management(.get, "usage"))
            #expect(usage["failed_requests"]?.integer(as: Int.self) == 0)
            #expect(usage["usage"]?["total_requests"]?.integer(as: Int.self) == 3)
            #expect(usage["usage"]?["total_tokens"]?.integer(as: Int.self) == 36)
            let statistics = try #require(usage["statistics"])
            #expect(statistics["models"]?["claude-x"]?["tokens"]?["input_tokens"]?.integer(as: Int.self) == 15)
            #expect(statistics["accounts"]?["key 1"]?["requests"]?.integer(as: Int.self) == 3)
            let today = UsageStatistics.date(ofDay: Timestamp.now.seconds / 86_400)
            #expect(statistics["days"]?[today]?["requests"]?.integer(as: Int.self) == 3)
            let recent = try json(try await gateway.management(.get, "recent?after=1"))
            #expect(recent["next"]?.integer(as: Int.self) == 3)
            #expect(recent["requests"]?.elements?.count == 2)
            _ = try await gateway.management(.delete, "usage")
            #expect(gateway.engine.ledger.usage.total.requests == 0)
        }
    }

    @Test func `a client key can be added, changed and taken away, and the file keeps its comments`() throws {
        try withGateway(configuration: "# mine\ndebug: false # too") { gateway in
            let first = try json(try await gateway.management(.get, "api-keys"))
            #expect(first["api-keys"]?.elements?.map(\.string) == [GatewayHarness.clientKey])
            let second = #"{"value":"second-key"}"#
            let added = try await gateway.management(.patch, "api-keys", second)
            #expect(added.status == .ok)
            let fields: HTTPFields = ["x-api-key": "second-key"]
            let models = try await gateway.request(.get, "/v1/models", fields: fields)
            #expect(models.status == .ok)
            let renamed = try await gateway.management(.patch, "api-keys", #"{"old":"second-key","new":"third-key"}"#)
            #expect(renamed.status == .ok)
            let gone = try await gateway.management(.delete, "api-keys?value=third-key")
            #expect(gone.status == .ok)
            let closed = try await gateway.request(.get, "/v1/models", fields: fields)
            #expect(closed.status == .unauthorized)
            for body in ["{}", "[1]", #"["a b"]"#, #"[""]"#, "x"] {
                let refused = try await gateway.management(.put, "api-keys", body)
                #expect(refused.status == .badRequest, "\(body)")
            }
            let text = String(decoding: gateway.engine.configuration.text, as: UTF8.self)
            #expect(text.contains("# mine\ndebug: false # too"))
        }
    }

    @Test func `single values are told and set`() throws {
        try withGateway { gateway in
            for setting in EditableSetting.allCases {
                let response = try await gateway.management(.get, setting.rawValue)
                #expect(try json(response)[setting.name] != nil, "\(setting)")
            }
            for (path, value) in [
                ("debug", "true"), ("request-retry", "2"), ("max-retry-interval", "9"),
                ("routing/strategy", "\"fill-first\""), ("usage-statistics-enabled", "false"),
                ("proxy-url", "\"http://u:secret@127.0.0.1:9\""), ("force-model-prefix", "true"),
            ] {
                let response = try await gateway.management(.put, path, #"{"value":\#(value)}"#)
                #expect(response.text == #"{"status":"ok"}"#, "\(path)")
            }
            let now = gateway.engine.configuration.current
            #expect(now.isDebugging)
            #expect(now.retries.additionalRounds == 2)
            #expect(now.retries.longestWait == 9)
            #expect(now.routing.strategy == .fillFirst)
            #expect(!now.countsUsage)
            #expect(now.requiresPrefix)
            let proxy = try await gateway.management(.get, "proxy-url")
            #expect(proxy.text == #"{"proxy-url":"http://127.0.0.1:9"}"#)
            for (path, body) in [
                ("debug", #"{"value":"yes"}"#), ("request-retry", #"{"value":-1}"#), ("debug", "{}"), ("debug", "x"),
                ("routing/strategy", #"{"value":"random"}"#),
            ] {
                let response = try await gateway.management(.put, path, body)
                #expect(response.status == .badRequest, "\(path) \(body)")
            }
        }
    }

    @Test func `the whole configuration can be read and replaced, and secrets are not in its JSON`() throws {
        try withGateway(keys: ["sk-very-secret"], configuration: "proxy-url: http://u:hunter2@127.0.0.1:9") { gateway in
            let view = try await gateway.management(.get, "config")
            #expect(!view.text.contains("sk-very-secret"))
            #expect(!view.text.contains("hunter2"))
            #expect(try json(view)["claude-api-key"]?.elements?.first?["base-url"]?.string == gateway.upstreamURL)
            let text = try await gateway.management(.get, "config.yaml")
            #expect(text.body == gateway.engine.configuration.text)
            let changed = try await gateway.management(.put, "config.yaml", text.text + "debug: true\n")
            #expect(changed.text == #"{"ok":true,"changed":["config"]}"#)
            #expect(gateway.engine.configuration.current.isDebugging)
            let broken = try await gateway.management(.put, "config.yaml", "a: [")
            #expect(broken.status == .badRequest)
            #expect(try json(broken)["error"]?.string == "invalid_yaml")
            let invalid = try await gateway.management(.put, "config.yaml", "port: 99999999")
            #expect(invalid.status.rawValue == 422)
            #expect(try json(invalid)["error"]?.string == "invalid_config")
            #expect(gateway.engine.configuration.current.isDebugging)
        }
    }

    @Test func `accounts are told with state, pauses and limits`() throws {
        let script: FakeUpstream.Script = { received, writer in
            let fields: HTTPFields = [
                "retry-after": "60", "anthropic-ratelimit-requests-limit": "50",
                "anthropic-ratelimit-requests-remaining": "0",
                "anthropic-ratelimit-requests-reset": "2030-01-01T00:00:00Z",
            ]
            try await FakeUpstream.json(429, "{}", fields)(received, writer)
        }
        try withGateway(upstream: script) { gateway in
            _ = try await gateway.message("claude-x")
            let view = try json(try await gateway.management(.get, "accounts"))
            let account = try #require(view["accounts"]?.elements?.first)
            #expect(account["state"]?.string == "cooldown")
            #expect(account["cooldowns"]?.elements?.first?["model"]?.string == "claude-x")
            #expect(account["limits"]?.elements?.first?["remaining"]?.integer(as: Int.self) == 0)
            let id = try #require(account["id"]?.string)
            let unknown = try await gateway.management(.post, "reset-cooldown", #"{"id":"nobody"}"#)
            #expect(unknown.status == .notFound)
            let reset = try await gateway.management(.post, "reset-cooldown", #"{"auth_index":"\#(id)"}"#)
            #expect(reset.text == #"{"status":"ok","reset":1}"#)
            let after = try json(try await gateway.management(.get, "accounts"))
            #expect(after["accounts"]?.elements?.first?["state"]?.string == "ready")
        }
    }

    @Test func `metrics are in Prometheus's format, for whoever has the key`() throws {
        try withGateway { gateway in
            _ = try await gateway.message("claude-x")
            let fields: HTTPFields = ["authorization": "Bearer \(GatewayHarness.managementKey)"]
            let response = try await gateway.request(.get, "/metrics", fields: fields)
            #expect(response.status == .ok)
            #expect(response.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(
                response.text.contains(
                    "ccproxy_requests_total{model=\"claude-x\",account=\"key 1\",status=\"200\"} 1\n"
                )
            )
            let client = try await gateway.request(.get, "/metrics")
            #expect(client.status == .unauthorized)
        }
    }
}
