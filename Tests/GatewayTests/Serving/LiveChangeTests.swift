import HTTPTransport
import HTTPWire
import PlatformSupport
import TestSupport
import Testing

@testable import Gateway

struct LiveChangeTests {
    private func write(_ text: String, _ name: String, _ gateway: GatewayHarness) throws {
        let path = gateway.directory.path(name)
        try FileSystem.write(text, atomicallyTo: path, mode: 0o600, durable: false)
    }

    @Test func `token files come, change and go while it runs`() throws {
        try withGateway(keys: []) { gateway in
            func labels() -> [String] { gateway.engine.accounts.records.map(\.account.label) }
            func file(_ members: String) -> String {
                #"{"type":"claude","base_url":"\#(gateway.upstreamURL)",\#(members)}"#
            }
            try await gateway.expectMessage(.serviceUnavailable)
            try write(file(#""access_token":"a","email":"me@example.com""#), "claude-me.json", gateway)
            try await gateway.eventually("the account is there") { labels() == ["me@example.com"] }
            try await gateway.expectMessage(.ok)
            #expect(gateway.upstream.credentials == ["a"])
            try write(file(#""access_token":"b","email":"me@example.com""#), "claude-me.json", gateway)
            try await gateway.eventually("the token is new") {
                gateway.engine.accounts.records.first?.account.credential == .accessToken(Secret("b"))
            }
            try write(file(#""access_token":"b","disabled":true"#), "claude-me.json", gateway)
            try await gateway.eventually("it is switched off") {
                gateway.engine.accounts.records.first?.account.isDisabled == true
            }
            try await gateway.expectMessage(.serviceUnavailable)
            try write("nonsense", "broken.json", gateway)
            try write(#"{"type":"codex"}"#, "codex.json", gateway)
            try await gateway.eventually("other files are seen and not used") {
                gateway.engine.accounts.files.count == 3 && gateway.engine.accounts.records.count == 1
            }
            try FileSystem.remove(gateway.directory.path("claude-me.json"))
            try await gateway.eventually("it is gone") { labels().isEmpty }
        }
    }

    @Test func `the configuration is followed, and a broken one changes nothing`() throws {
        try withGateway(configuration: "debug: false") { gateway in
            let path = gateway.directory.path("config.yaml")
            let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
            func replace(_ old: String, by new: String) throws {
                try write(text.split(separator: old).joined(separator: new), "config.yaml", gateway)
            }
            try replace(GatewayHarness.clientKey, by: "another-key")
            try await gateway.eventually("the new key opens") {
                try await gateway.request(.get, "/v1/models", fields: ["x-api-key": "another-key"]).status == .ok
            }
            #expect(try await gateway.message().status == .unauthorized, "the old key does not")
            try replace("debug: false", by: "debug: [")
            try replace("debug: false", by: "request-retry: many")
            try write("", "config.yaml", gateway)
            try write(text, "other.yaml", gateway)
            #expect(try await gateway.request(.get, "/v1/models", fields: ["x-api-key": "another-key"]).status == .ok)
            try replace("debug: false", by: "debug: true")
            try await gateway.eventually("it is read again") { gateway.engine.configuration.current.isDebugging }
            try await gateway.expectMessage(.ok)
        }
    }

    @Test func `a file that is written in place is noticed as well`() throws {
        try withGateway(keys: []) { gateway in
            let path = gateway.directory.path("claude.json")
            let log = try LogFile.open(path)
            try Descriptor.writeAll(log.descriptor, #"{"type":"claude","access_token":"#)
            try Descriptor.writeAll(log.descriptor, #""t","base_url":"http://127.0.0.1:1"}"#)
            // Closing is what tells the watcher; the file is whole by then.
            _ = consume log
            try await gateway.eventually("the account is there") { gateway.engine.accounts.records.count == 1 }
        }
    }
}
