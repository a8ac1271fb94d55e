import HTTPTransport
import HTTPWire
import JSON
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

struct ReadinessTests {
    private let account = #""access_token":"at","account_id":"acc""#

    @Test func `/health tells whether an account is there, and what the families stand for`() throws {
        let environment = [
            "MANAGEMENT_PASSWORD": GatewayHarness.managementKey, "ANTHROPIC_DEFAULT_OPUS_MODEL": "gpt-9",
            "CHATGPT_CODEX_PROXY_SIGNATURE": "mine",
        ]
        try withGateway(codex: ["a.json": account], environment: environment) { gateway in
            let response = try await gateway.request(.get, "/health", fields: [:])
            #expect(response.status == .ok)
            let json = try JSONReader.read(response.body)
            #expect(json["status"]?.string == "ok")
            #expect(json["service"]?.string == "ccproxy-gateway")
            #expect(json["proxy_signature"]?.string == "mine")
            #expect(json["timestamp"]?.string.flatMap { Timestamp($0) } != nil)
            #expect(json["model_overrides"]?["opus"]?.string == "gpt-9")
            #expect(json["model_overrides"]?["haiku"]?.isNull == true)
        }
        try withGateway(keys: []) { gateway in
            let json = try JSONReader.read(try await gateway.request(.get, "/health", fields: [:]).body)
            #expect(json["status"]?.string == "unavailable")
            #expect(json["proxy_signature"]?.isNull == true)
        }
    }

    @Test func `the list of models has those of the table and the user's own names`() throws {
        let configuration = "oauth-model-alias:\n  codex:\n    - {name: gpt-5.5, alias: mine, fork: true}"
        try withGateway(codex: ["a.json": account], configuration: configuration) { gateway in
            let json = try JSONReader.read(try await gateway.request(.get, "/v1/models").body)
            let models = try #require(json["data"]?.elements)
            let names = Set(models.compactMap { $0["id"]?.string })
            #expect(names.isSuperset(of: ["gpt-5.3-codex", "mine"]))
            #expect(models.allSatisfy { $0["owned_by"]?.string == "openai" })
            #expect(gateway.upstream.received.isEmpty)
        }
    }

    @Test func `CODEX_BASE_URL says where the backend is, and what is no URL ends the start`() throws {
        var settings = CodexSettings()
        try settings.apply(["CODEX_BASE_URL": "http://127.0.0.1:9/backend-api/"])
        #expect(settings.address.description == "http://127.0.0.1:9/backend-api")
        #expect {
            try settings.apply(["CODEX_BASE_URL": "what"])
        } throws: { error in
            "\(error)".contains("CODEX_BASE_URL") && "\(error)".contains("the environment")
        }
    }
}
