import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// The daemon's interface: HTTP over a Unix socket, so that `curl --unix-socket` works too.
///
/// `GET /v1/status`, `POST /v1/start`, `/v1/stop`, `/v1/restart`, each with `?providers=a,b`, and
/// `POST /v1/shutdown?engines=stop|keep`. Without `providers` all are meant; a request that says anything else than this
/// is refused, since a misspelt name must not come to mean all.
struct ControlServer: Sendable {
    let supervisor: Supervisor

    /// Answers one request.
    func handle(_ request: HTTPRequest, _ writer: consuming ResponseWriter) async throws {
        // The socket's mode keeps others out already; this also holds where a file system ignores modes.
        guard let peer = request.peerCredentials?.userID, peer == CurrentProcess.userID || peer == 0 else {
            return try await writer.respond(ControlServer.problem(.forbidden, "not your daemon", remedy: nil))
        }
        let answer: HTTPResponse
        do throws(ControlError) {
            answer = try await respond(to: request)
        } catch {
            answer = Self.response(to: error)
        }
        guard request.path == "/v1/shutdown", answer.status.isSuccess else { return try await writer.respond(answer) }
        do throws(HTTPTransportError) {
            try await writer.respond(answer)
        } catch {
            // Whoever asked for the end is gone. It comes all the same: a daemon that starts nothing any more is no use.
        }
        if await supervisor.isShuttingDown { await supervisor.requestEnd() }
    }

    private func respond(to request: HTTPRequest) async throws(ControlError) -> HTTPResponse {
        let query: ControlQuery
        do throws(ControlQuery.Misunderstanding) {
            query = try ControlQuery(of: request, member: request.path == "/v1/shutdown" ? "engines" : "providers")
        } catch {
            return Self.problem(.badRequest, error.message, remedy: error.remedy)
        }
        let names = query.values ?? []
        switch (request.method, request.path) {
        case (.get, ControlClient.pingTarget): return HTTPResponse(.noContent)
        case (.get, "/v1/status"): return Self.json(try await supervisor.status(of: names).encoded())
        case (.post, "/v1/start"): return Self.json(ControlResult.encode(try await supervisor.start(names)))
        case (.post, "/v1/stop"): return Self.json(ControlResult.encode(try await supervisor.stop(names)))
        case (.post, "/v1/restart"): return Self.json(ControlResult.encode(try await supervisor.restart(names)))
        case (.post, "/v1/shutdown"): return try await shutDown(names)
        case (_, "/v1/status"), (_, "/v1/start"), (_, "/v1/stop"), (_, "/v1/restart"), (_, "/v1/shutdown"):
            return Self.problem(.methodNotAllowed, "\(request.method) is not allowed for \(request.path)", remedy: nil)
        default:
            return Self.problem(.notFound, "there is no \(request.path)", remedy: "GET /v1/status")
        }
    }

    private func shutDown(_ words: [String]) async throws(ControlError) -> HTTPResponse {
        switch words {
        case ["stop"]: return Self.json(ControlResult.encode(try await supervisor.stopEverything()))
        case ["keep"]:
            await supervisor.refuseStarts()
            return Self.json(ControlResult.encode([]))
        default:
            return Self.problem(.badRequest, "engines is 'stop' or 'keep'", remedy: "POST /v1/shutdown?engines=stop")
        }
    }

    private static func response(to error: ControlError) -> HTTPResponse {
        switch error {
        case .shuttingDown: problem(.serviceUnavailable, error.message, remedy: error.remedy)
        default: problem(.conflict, error.message, remedy: error.remedy)
        }
    }

    /// An answer that says what is wrong: `{"error":{"message":…,"remedy":…}}` as the only content.
    private static func problem(_ status: HTTPStatus, _ message: String, remedy: String?) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        json.name("error")
        json.beginObject()
        json.name("message")
        json.string(message)
        json.name("remedy")
        if let remedy { json.string(remedy) } else { json.null() }
        json.endObject()
        json.endObject()
        return self.json(json.bytes, status: status)
    }

    private static func json(_ bytes: [UInt8], status: HTTPStatus = .ok) -> HTTPResponse {
        HTTPResponse(status, fields: [.contentType: "application/json"], body: bytes)
    }
}
