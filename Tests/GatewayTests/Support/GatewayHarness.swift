import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import Gateway

/// A gateway that runs in this process, with a fake upstream behind it.
struct GatewayHarness: Sendable {
    let loop: EventLoop
    let address: SocketAddress
    let engine: Engine
    let upstream: FakeUpstream
    let upstreamURL: String
    let directory: TemporaryDirectory

    static let clientKey = "client-key-of-the-test"
    static let managementKey = "management-key-of-the-test"

    /// Makes a request on a connection of its own, with the client's key unless other fields are given.
    func request(
        _ method: HTTPMethod,
        _ target: String,
        fields: HTTPFields? = nil,
        _ body: String = ""
    ) async throws -> HTTPResponse {
        let connection = HTTPConnection(to: address, on: loop)
        let fields = fields ?? ["authorization": "Bearer \(Self.clientKey)"]
        return try await connection.exchange(
            HTTPClientRequest(method, target, fields: fields, body: Array(body.utf8)),
            deadline: .now + .seconds(20)
        )
    }

    /// Asks for a message, as a client of Anthropic's does.
    func message(_ model: String = "m", stream: Bool = false, fields: HTTPFields = [:]) async throws -> HTTPResponse {
        var all: HTTPFields = ["x-api-key": Self.clientKey, "anthropic-version": "2023-06-01"]
        all.append(contentsOf: fields)
        return try await request(.post, "/v1/messages", fields: all, #"{"model":"\#(model)","stream":\#(stream)}"#)
    }

    /// Asks for a message and expects an answer with that status.
    func expectMessage(_ status: HTTPStatus, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let response = try await message()
        #expect(response.status == status, sourceLocation: sourceLocation)
    }

    /// Makes a management request.
    func management(_ method: HTTPMethod, _ path: String, _ body: String = "") async throws -> HTTPResponse {
        let fields: HTTPFields = ["authorization": "Bearer \(Self.managementKey)"]
        return try await request(method, "/v0/management/\(path)", fields: fields, body)
    }

    /// Waits until something stands in the books; it is looked at when something is written into them.
    func recorded(_ what: String, _ condition: @escaping @Sendable (Ledger) -> Bool) async throws {
        let ledger = engine.ledger
        let isThere = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                var heard = ledger.recorded.count
                while !condition(ledger) {
                    try Task.checkCancellation()
                    heard = await ledger.recorded.next(after: heard)
                }
                return true
            }
            group.addTask { [loop] in
                try await loop.sleep(for: .seconds(60))
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        #expect(isThere, "never: \(what)")
    }

    /// Waits until `condition` holds; records a failure when it does not in time.
    ///
    /// It is looked at again and again, for what no event tells.
    func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !condition() {
            guard ContinuousClock.now < deadline else {
                Issue.record("never: \(what)")
                return
            }
            try await loop.sleep(for: .milliseconds(2))
        }
    }
}

/// Runs a gateway for as long as `body` runs.
///
/// It has an account for each of the API keys and token files, of which the members besides type and base URL are
/// given, and more lines in its configuration; `codex` are token files of that type.
func withGateway(
    keys: [String] = ["sk-one"],
    tokens: [String: String] = [:],
    codex: [String: String] = [:],
    configuration: String = "",
    environment: [String: String] = ["MANAGEMENT_PASSWORD": GatewayHarness.managementKey],
    renewal: CredentialRenewal? = nil,
    upstream script: @escaping FakeUpstream.Script = FakeUpstream.json(),
    _ body: @escaping @Sendable (GatewayHarness) async throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        try EventLoop.run { loop in
            let upstream = FakeUpstream(script)
            let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
            var limits = HTTPServerConfiguration()
            limits.drainGrace = .seconds(1)
            let upstreamServer = HTTPServer(listener, on: loop, configuration: limits) { request, writer in
                try await upstream.handle(request, writer)
            }
            let url = "http://\(upstreamServer.localAddress)"
            let files = [("claude", tokens), ("codex", codex)]
            let lines = configuration.replacing("UPSTREAM", with: url)
            try writeFiles(directory, url, keys: codex.isEmpty ? keys : [], files, lines)
            let engine = try Engine(
                directory.path("config.yaml"),
                environment,
                renewal,
                log: OutputLog(descriptor: -1)
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await upstreamServer.run() }
                let end = await engine.serve(on: loop) { server in
                    do {
                        try await body(
                            GatewayHarness(
                                loop: loop,
                                address: server.localAddress,
                                engine: engine,
                                upstream: upstream,
                                upstreamURL: url,
                                directory: directory
                            )
                        )
                    } catch {
                        Issue.record(error)
                    }
                    return .finished
                }
                #expect(end == .finished)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }
}

private func writeFiles(
    _ directory: TemporaryDirectory,
    _ url: String,
    keys: [String],
    _ tokens: [(type: String, files: [String: String])],
    _ configuration: String
) throws {
    var text = """
        host: 127.0.0.1
        port: 0
        auth-dir: \(directory.path)
        api-keys: [\(GatewayHarness.clientKey)]
        \(configuration)

        """
    if !keys.isEmpty {
        text += "claude-api-key:\n"
        for key in keys { text += "  - {api-key: \(key), base-url: \"\(url)\"}\n" }
    }
    try FileSystem.write(text, atomicallyTo: directory.path("config.yaml"), mode: 0o600, durable: false)
    for (type, files) in tokens {
        for (name, members) in files {
            let json = #"{"type":"\#(type)","base_url":"\#(url)",\#(members)}"#
            try FileSystem.write(json, atomicallyTo: directory.path(name), mode: 0o600, durable: false)
        }
    }
}
