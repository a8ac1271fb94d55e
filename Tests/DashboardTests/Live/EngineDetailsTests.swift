import HTTPWire
import JSON
import Testing

@testable import Dashboard

struct EngineDetailsTests {
    private func json(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `the gateway's accounts come with their limits`() throws {
        let answer = try json(
            """
            {"now":"2026-11-21T00:00:00Z","accounts":[
             {"id":"a.json","label":"me@example.com","state":"cooldown","message":"slow down","success":7,"failed":2,
              "limits":[{"name":"primary","label":"5 h","utilization":0.25,"reset":"2026-11-21T05:00:00Z","status":"allowed"},
                        {"name":"requests","limit":1000,"remaining":150},{"name":"tokens","limit":0,"remaining":0},
                        {"limit":3}]},
             {"label":"no id"}]}
            """
        )
        let accounts = try #require(EngineDetails.Account.all(inGatewayAnswer: answer))
        try #require(accounts.count == 1)
        #expect(accounts[0].label == "me@example.com")
        #expect(accounts[0].state == "cooldown")
        #expect(accounts[0].successes == 7)
        #expect(accounts[0].limits.map(\.name) == ["5 h", "requests", "tokens"])
        #expect(accounts[0].limits.map(\.used) == [0.25, 0.85, nil])
        #expect(accounts[0].limits[0].reset == "2026-11-21T05:00:00Z")
        #expect(accounts[0].limits[0].status == "allowed")
    }

    @Test func `the token files of cli-proxy-api are accounts as well`() throws {
        let answer = try json(
            """
            {"files":[{"id":"x","name":"codex-me.json","email":"me@example.com","status":"active","status_message":"fine"},
                      {"name":"other.json","email":"","status":"error","status_message":"refused","success":1,"failed":4}]}
            """
        )
        let accounts = try #require(EngineDetails.Account.all(inAuthFiles: answer))
        #expect(accounts.map(\.id) == ["codex-me.json", "other.json"])
        #expect(accounts.map(\.label) == ["me@example.com", "other.json"])
        #expect(accounts.map(\.message) == [nil, "refused"])
        #expect(accounts.map(\.failures) == [nil, 4])
    }

    @Test(arguments: ["{}", "[]", "null", #"{"accounts":{}}"#, #"{"accounts":[1,"a",null]}"#])
    func `an answer of another shape gives no accounts`(text: String) throws {
        #expect((EngineDetails.Account.all(inGatewayAnswer: try json(text)) ?? []) == [])
    }

    @Test func `what was used today is what stands under today's date`() throws {
        let answer = try json(
            #"{"usage":{"requests_by_day":{"2026-11-20":9,"2026-11-21":3},"tokens_by_day":{"2026-11-21":40}}}"#
        )
        #expect(EngineDetails.Today(usage: answer, day: "2026-11-21") == .init(requests: 3, tokens: 40))
        #expect(EngineDetails.Today(usage: answer, day: "2026-11-22") == .init(requests: 0, tokens: 0))
        #expect(EngineDetails.Today(usage: try json("{}"), day: "2026-11-21") == nil)
    }

    private func panel(_ status: HTTPStatus, _ fields: HTTPFields = [:]) -> EngineDetails.Panel {
        EngineDetails.Panel(HTTPResponseHead(status: status, fields: fields), framedBy: "http://127.0.0.1:18500")
    }

    private func isAvailable(_ panel: EngineDetails.Panel) -> Bool { panel == .available }

    @Test func `a page without rules can be framed`() { #expect(isAvailable(panel(.ok))) }

    @Test func `a page that names our origin, or every origin, can be framed`() {
        for ancestors in ["http://127.0.0.1:18500", "'self' http://127.0.0.1:18500", "*"] {
            let policy = "default-src 'none'; frame-ancestors \(ancestors)"
            #expect(
                isAvailable(panel(.ok, ["content-security-policy": policy, "x-frame-options": "DENY"])),
                "\(ancestors)"
            )
        }
    }

    @Test func `a page that does not, or that is not there, cannot`() {
        #expect(!isAvailable(panel(.ok, ["content-security-policy": "frame-ancestors 'none'"])))
        #expect(!isAvailable(panel(.ok, ["content-security-policy": "frame-ancestors http://127.0.0.1:19500"])))
        #expect(!isAvailable(panel(.ok, ["x-frame-options": "SAMEORIGIN"])))
        guard case .unavailable(let reason) = panel(.notFound) else { return #expect(Bool(false), "there is no page") }
        #expect(reason.contains("not been downloaded"))
        #expect(!isAvailable(panel(.internalServerError)))
    }
}
