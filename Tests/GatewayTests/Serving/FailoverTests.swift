import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Synchronization
import TestSupport
import Testing

@testable import Gateway

struct FailoverTests {
    /// Answers by credential: with the status and fields that it is given for it, else with 200.
    private func script(_ answers: [String: (HTTPStatus, HTTPFields)]) -> FakeUpstream.Script {
        { received, writer in
            let (status, fields) = answers[received.credential ?? ""] ?? (.ok, [:])
            let text = status == .ok ? "{}" : FakeUpstream.error("error_of_\(received.credential ?? "")")
            try await FakeUpstream.json(status, text, fields)(received, writer)
        }
    }

    @Test func `a 429 leads to the next account, and its own account rests`() throws {
        let script = script(["sk-one": (429, ["retry-after": "60"])])
        try withGateway(keys: ["sk-one", "sk-two"], upstream: script) { gateway in
            try await gateway.expectMessage(.ok)
            #expect(gateway.upstream.credentials == ["sk-one", "sk-two"])
            for _ in 0..<3 { try await gateway.expectMessage(.ok) }
            #expect(gateway.upstream.credentials.dropFirst(2) == ["sk-two", "sk-two", "sk-two"])
            _ = try await gateway.message("other-model")
            #expect(gateway.upstream.credentials.last != nil)
            let record = try #require(gateway.engine.accounts.records.first)
            #expect(record.activeCooldowns(now: .now).map(\.model).contains("m"))
            #expect(gateway.engine.ledger.metrics.cooldowns >= 1)
        }
    }

    @Test func `when all have to rest, the client gets the upstream's words and the time of the first that is ready`()
        throws
    {
        let script = script(["sk-one": (429, ["retry-after": "90"]), "sk-two": (529, ["retry-after": "40"])])
        try withGateway(keys: ["sk-one", "sk-two"], upstream: script) { gateway in
            for attempt in 0..<3 {
                let response = try await gateway.message()
                #expect(response.status == 529)
                #expect(response.text == FakeUpstream.error("error_of_sk-two"))
                let seconds = try #require(response.fields["retry-after"].flatMap { Int($0) })
                #expect((38...40).contains(seconds))
                #expect(gateway.upstream.received.count == 2, "attempt \(attempt): nobody is asked while all rest")
            }
            #expect(try await gateway.management(.post, "reset-cooldown").status == .ok)
            _ = try await gateway.message()
            #expect(gateway.upstream.received.count == 4)
        }
    }

    @Test func `a pause is over when the upstream said so`() throws {
        let asked = Atomic(0)
        let script: FakeUpstream.Script = { received, writer in
            let isFirst = asked.wrappingAdd(1, ordering: .relaxed).newValue == 1
            let answer = isFirst ? FakeUpstream.json(429, "{}", ["retry-after": "1"]) : FakeUpstream.json()
            try await answer(received, writer)
        }
        try withGateway(upstream: script) { gateway in
            try await gateway.expectMessage(429)
            // Its end without a word from the upstream would be much later than this waits.
            try await gateway.eventually("the account is used again") { try await gateway.message().status == .ok }
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `a short pause is waited for when the configuration says so`() throws {
        let asked = Atomic(0)
        let script: FakeUpstream.Script = { received, writer in
            let isFirst = asked.wrappingAdd(1, ordering: .relaxed).newValue == 1
            let answer = isFirst ? FakeUpstream.json(429, "{}", ["retry-after": "1"]) : FakeUpstream.json()
            try await answer(received, writer)
        }
        let configuration = "request-retry: 1\nmax-retry-interval: 5"
        try withGateway(configuration: configuration, upstream: script) { gateway in
            let response = try await gateway.message()
            #expect(response.status == .ok)
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `an overload long before a limit is reset is asked again at once`() throws {
        let overload: HTTPFields = [
            "anthropic-ratelimit-unified-status": "allowed", "anthropic-ratelimit-unified-5h-status": "allowed",
            "anthropic-ratelimit-unified-5h-reset": "\(Timestamp.now.seconds + 18_000)",
        ]
        try withGateway(upstream: script(["sk-one": (529, overload)])) { gateway in
            for _ in 0..<2 {
                let response = try await gateway.message()
                #expect(response.status == 529 && response.fields["retry-after"] == nil)
            }
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `a model that one account does not have is asked of the next`() throws {
        try withGateway(keys: ["sk-one", "sk-two"], upstream: script(["sk-one": (404, [:])])) { gateway in
            try await gateway.expectMessage(.ok)
            #expect(gateway.upstream.credentials == ["sk-one", "sk-two"])
        }
    }

    @Test func `a model that nobody has is asked of each account once, and the client reads why`() throws {
        let script = script(["sk-one": (404, [:]), "sk-two": (404, [:])])
        let rounds = "request-retry: 3"
        try withGateway(keys: ["sk-one", "sk-two"], configuration: rounds, upstream: script) { gateway in
            let response = try await gateway.message()
            #expect(response.status == .notFound && response.text.contains("error_of_sk-"))
            #expect(gateway.engine.ledger.usage.accounts.count == 1, "the failure is booked for who answered last")
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `retries are attempts after the first`() throws {
        try withGateway(upstream: script(["sk-one": (529, [:])])) { gateway in
            _ = try await gateway.message()
            #expect(gateway.engine.ledger.metrics.retries == 0)
        }
        try withGateway(keys: ["sk-one", "sk-two"], upstream: script(["sk-one": (529, [:])])) { gateway in
            try await gateway.expectMessage(.ok)
            #expect(gateway.engine.ledger.metrics.retries == 1)
        }
    }

    @Test func `a pause without a time is none`() throws {
        try withGateway(upstream: script(["sk-one": (429, [:])])) { gateway in
            for _ in 0..<2 { try await gateway.expectMessage(429) }
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `401 is renewed once, then the next account is tried`() throws {
        let renewals = Atomic(0)
        let tokens = [
            "a.json": #""access_token":"old-a""#, "b.json": #""access_token":"b""#,
        ]
        let script = script(["old-a": (401, [:]), "new-a": (401, [:])])
        let renewal: CredentialRenewal = { account in
            renewals.add(1, ordering: .relaxed)
            #expect(account.file.hasSuffix("/a.json"))
            return "new-a"
        }
        try withGateway(keys: [], tokens: tokens, renewal: renewal, upstream: script) { gateway in
            try await gateway.expectMessage(.ok)
            #expect(gateway.upstream.credentials == ["old-a", "new-a", "b"])
            #expect(renewals.load(ordering: .relaxed) == 1)
            #expect(gateway.engine.accounts.records[0].refusal != nil)
            _ = try await gateway.message()
            #expect(gateway.upstream.credentials.last == "b", "refused accounts come last")
        }
    }

    @Test func `a renewed credential is used from then on`() throws {
        let renewal: CredentialRenewal = { _ in "new" }
        let tokens = ["a.json": #""access_token":"old""#]
        try withGateway(keys: [], tokens: tokens, renewal: renewal, upstream: script(["old": (401, [:])])) { gateway in
            for _ in 0..<2 { try await gateway.expectMessage(.ok) }
            #expect(gateway.upstream.credentials == ["old", "new", "new"])
        }
    }

    @Test func `Claude Code is told that a refused credential stays refused`() throws {
        try withGateway(upstream: script(["sk-one": (401, [:])])) { gateway in
            let response = try await gateway.message()
            #expect(response.status == 401)
            #expect(response.fields["x-should-retry"] == "false")
            #expect(response.text == FakeUpstream.error("error_of_sk-one"))
            #expect(gateway.upstream.received.count == 1)
        }
    }

    @Test func `a refusal is no reason for another round`() throws {
        let script = script(["sk-one": (401, [:]), "sk-two": (403, [:])])
        try withGateway(keys: ["sk-one", "sk-two"], configuration: "request-retry: 3", upstream: script) { gateway in
            let response = try await gateway.message()
            #expect(response.status == 403, "of two refusals the one that says more")
            #expect(gateway.upstream.received.count == 2)
        }
    }

    @Test func `a server's fault is tried elsewhere, and in another round where there may be one`() throws {
        let script = script(["sk-one": (500, [:]), "sk-two": (503, [:])])
        try withGateway(keys: ["sk-one", "sk-two"], configuration: "request-retry: 1", upstream: script) { gateway in
            let response = try await gateway.message()
            #expect(response.status == 503)
            #expect(gateway.upstream.received.count == 4)
            #expect(response.fields["x-should-retry"] == nil)
        }
    }

    @Test func `no more accounts are tried than the configuration allows`() throws {
        let script = script(["sk-one": (500, [:]), "sk-two": (500, [:])])
        let keys = ["sk-one", "sk-two", "sk-three"]
        try withGateway(keys: keys, configuration: "max-retry-credentials: 2", upstream: script) { gateway in
            try await gateway.expectMessage(500)
            #expect(gateway.upstream.credentials == ["sk-one", "sk-two"])
            try await gateway.expectMessage(.ok)
        }
    }

    @Test func `an upstream that nobody answers at is a bad gateway, and worth trying again`() throws {
        // A port that was free a moment ago.
        let address = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0)).localAddress
        let tokens = ["a.json": #""access_token":"t""#]
        try withGateway(keys: [], tokens: tokens) { gateway in
            try FileSystem.write(
                #"{"type":"claude","access_token":"t","base_url":"http://\#(address)"}"#,
                atomicallyTo: gateway.directory.path("a.json"),
                mode: 0o600,
                durable: false
            )
            try await gateway.eventually("the file is noticed") {
                gateway.engine.accounts.records.first?.account.address.authority == "\(address)"
            }
            let response = try await gateway.message()
            #expect(response.status == .badGateway)
            #expect(response.text.contains(#""type":"api_error""#))
            #expect(response.text.contains("\(address)"))
            #expect(response.fields["x-should-retry"] == nil)
        }
    }

    @Test func `without any account it says what to do`() throws {
        try withGateway(keys: []) { gateway in
            let response = try await gateway.message()
            #expect(response.status == .serviceUnavailable)
            #expect(response.text.contains("claude-api-key"))
            #expect(response.fields["x-should-retry"] == "false")
        }
    }
}
