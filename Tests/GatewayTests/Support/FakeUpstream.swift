import HTTPTransport
import HTTPWire
import PlatformSupport
import Synchronization

/// Plays an upstream: notes what it was asked, and answers as the test says.
final class FakeUpstream: Sendable {
    /// A request as it came.
    struct Received: Sendable {
        let method: String
        let target: String
        let fields: HTTPFields
        let body: [UInt8]
        /// Whence: one for each connection.
        let peer: String

        var text: String { String(decoding: body, as: UTF8.self) }
        /// The API key that it came with, or the access token.
        var credential: String? { fields["x-api-key"] ?? fields["authorization"].map { String($0.dropFirst(7)) } }
    }

    typealias Script = @Sendable (Received, consuming ResponseWriter) async throws -> Void

    private let requests = Mutex<[Received]>([])
    private let script: Script

    init(_ script: @escaping Script) {
        self.script = script
    }

    /// What it was asked so far, lists of models left out.
    var received: [Received] { requests.withLock { $0 } }

    /// The credentials of the requests so far.
    var credentials: [String] { received.compactMap(\.credential) }

    func handle(_ request: HTTPRequest, _ writer: consuming ResponseWriter) async throws {
        let received = Received(
            method: request.method.text,
            target: request.head.target,
            fields: request.fields,
            body: try await request.readBody(limit: 256 << 20),
            peer: request.peerAddress.map { "\($0)" } ?? ""
        )
        if received.method != "GET" { requests.withLock { $0.append(received) } }
        try await script(received, writer)
    }

    /// Answers everything with the same JSON.
    static func json(_ status: HTTPStatus = .ok, _ text: String = "{}", _ fields: HTTPFields = [:]) -> Script {
        { _, writer in
            var all = fields
            all.append("content-type", "application/json")
            try await writer.respond(status, fields: all, body: Array(text.utf8))
        }
    }

    /// What Anthropic answers with an error.
    static func error(_ type: String, _ message: String = "no") -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#
    }
}
