import HTTPWire
import Testing

@testable import Gateway

struct HeaderPolicyTests {
    private func account(_ credential: UpstreamCredential, _ headers: [HeaderRule?] = []) -> UpstreamAccount {
        var account = UpstreamAccount(id: "a", source: .configuration, credential: credential, label: "a")
        account.headers = headers.compactMap { $0 }
        return account
    }

    private let client: HTTPFields = [
        "Host": "127.0.0.1:18418", "Authorization": "Bearer client-key", "x-api-key": "client-key",
        "X-Goog-Api-Key": "client-key", "X-Management-Key": "client-key", "User-Agent": "claude-cli/2.1.329",
        "anthropic-version": "2023-06-01", "anthropic-beta": "claude-code-20250219,effort-2025-11-24",
        "Accept": "application/json", "Accept-Encoding": "gzip, br", "X-Claude-Code-Session-Id": "s",
        "Content-Type": "a/b",
        "X-Hop": "1", "X-Stainless-Lang": "js", "Cookie": "a=b", "Connection": "keep-alive, X-Hop, Content-Length",
        "Content-Length": "5",
    ]

    @Test func `what belongs to the request passes, what belongs to the connection or to us does not`() {
        let fields = HeaderPolicy.upstreamFields(client, for: account(.apiKey(Secret("upstream-key"))))
        let expected: HTTPFields = [
            "User-Agent": "claude-cli/2.1.329", "anthropic-version": "2023-06-01",
            "anthropic-beta": "claude-code-20250219,effort-2025-11-24", "Accept": "application/json",
            "X-Claude-Code-Session-Id": "s", "Content-Type": "a/b", "X-Stainless-Lang": "js", "Cookie": "a=b",
            // These are the upstream client's to replace.
            "Connection": "keep-alive, X-Hop, Content-Length", "Content-Length": "5",
            "x-api-key": "upstream-key", "accept-encoding": "identity",
        ]
        #expect(fields == expected, "\(Array(fields))")
        #expect(!fields.contains { $0.value.contains("client-key") })
    }

    @Test func `a subscription's token goes with the flag without which it is not accepted`() {
        let credential = UpstreamCredential.accessToken(Secret("token"))
        let fields = HeaderPolicy.upstreamFields(client, for: account(credential))
        #expect(fields.values(of: .authorization) == ["Bearer token"])
        #expect(fields["x-api-key"] == nil)
        #expect(fields["anthropic-beta"] == "claude-code-20250219,effort-2025-11-24,oauth-2025-04-20")
        let again = HeaderPolicy.upstreamFields(["anthropic-beta": "oauth-2025-04-20, x"], for: account(credential))
        #expect(again["anthropic-beta"] == "oauth-2025-04-20, x")
        #expect(HeaderPolicy.upstreamFields([:], for: account(credential))["anthropic-beta"] == "oauth-2025-04-20")
    }

    @Test func `the user's own fields come on top`() {
        let rules = [
            HeaderRule(name: "User-Agent", value: "mine"), HeaderRule(name: "X-New", value: "1"),
            HeaderRule(name: "X-Copied", value: "$Cookie"), HeaderRule(name: "X-Absent", value: "$X-Nobody-Sent-It"),
        ]
        let fields = HeaderPolicy.upstreamFields(client, for: account(.apiKey(Secret("k")), rules))
        #expect(fields.values(of: "user-agent") == ["mine"])
        #expect(fields["x-new"] == "1")
        #expect(fields["x-copied"] == "a=b")
        #expect(fields["x-absent"] == nil)
    }

    @Test func `a key field of the user's own replaces ours`() {
        let rule = HeaderRule(name: "Authorization", value: "Bearer mine")
        let fields = HeaderPolicy.upstreamFields(client, for: account(.apiKey(Secret("k")), [rule]))
        #expect(fields.values(of: .authorization) == ["Bearer mine"])
        #expect(fields["x-api-key"] == nil)
    }

    @Test func `an answer comes back whole, without what was between us and the upstream, and without CORS`() {
        let upstream: HTTPFields = [
            "Content-Type": "text/event-stream", "request-id": "req_1", "retry-after": "7", "Content-Length": "3",
            "anthropic-ratelimit-requests-remaining": "5", "cf-ray": "x", "Connection": "X-Hop", "X-Hop": "1",
            "Keep-Alive": "timeout=5", "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "*", "Alt-Svc": "h3", "Strict-Transport-Security": "max-age=1",
            "Set-Cookie": "a=b", "set-cookie": "c=d",
        ]
        let expected: HTTPFields = [
            "Content-Type": "text/event-stream", "request-id": "req_1", "retry-after": "7", "Content-Length": "3",
            "anthropic-ratelimit-requests-remaining": "5", "cf-ray": "x", "Set-Cookie": "a=b",
            "set-cookie": "c=d",
        ]
        #expect(HeaderPolicy.clientFields(upstream) == expected)
    }

    @Test(arguments: ["host", "Content-Length", "transfer-encoding", "Connection", "a b", "", "TE"])
    func `fields of the connection cannot be configured`(name: String) {
        #expect(HeaderRule(name: name, value: "x") == nil)
    }
}
