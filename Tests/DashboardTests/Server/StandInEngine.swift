import HTTPTransport
import HTTPWire
import Synchronization

/// Paths that were asked for.
final class Mailbox: Sendable {
    private let paths = Mutex<[String]>([])

    var all: [String] { paths.withLock(\.self) }

    func add(_ path: String) { paths.withLock { $0.append(path) } }
}

/// What answers as an engine's management interface does.
final class StandInEngine: Sendable {
    private let asked: Mailbox
    private let isRefusing = Mutex(false)

    init(_ asked: Mailbox) { self.asked = asked }

    /// From now on no key is the right one.
    func refuse() { isRefusing.withLock { $0 = true } }

    func answer(_ request: HTTPRequest, _ writer: consuming ResponseWriter, key: String) async throws {
        asked.add(String(request.path))
        let isManagement = request.path.hasPrefix("/v0/management/")
        let isRight = request.fields[.authorization] == "Bearer \(key)" && !isRefusing.withLock(\.self)
        guard !isManagement || isRight else { return try await writer.respond(.unauthorized) }
        let body =
            switch request.path {
            case "/v0/management/accounts": #"{"accounts":[{"id":"a","label":"me@example.com","state":"ready"}]}"#
            case "/v0/management/usage": #"{"usage":{"requests_by_day":{},"tokens_by_day":{}}}"#
            default: "<!doctype html>"
            }
        try await writer.respond(.ok, body: Array(body.utf8))
    }
}
