import HTTPTransport
import HTTPWire
import JSON
import PlatformSupport
import ProxyModel

/// Answers requests that come in on one port: four files of our own, and the interface behind them.
///
/// `POST /api/session` exchanges the key for a token; with the token: `GET /api/events`,
/// `POST /api/providers/<name>/<start|stop|restart>`, `POST /api/providers/<name>/key`.
struct DashboardService: Sendable {
    private let source: DashboardSource
    private let gate: DashboardGate
    private let details: DetailsKeeper
    private let port: UInt16

    /// A service that has let nobody in yet.
    init(_ source: DashboardSource, details: DetailsKeeper, port: UInt16) {
        self.source = source
        self.details = details
        self.port = port
        gate = DashboardGate(source.base, on: source.loop)
    }

    /// Answers one request.
    func handle(_ request: HTTPRequest, _ writer: consuming ResponseWriter) async throws {
        let file = DashboardFile(path: request.path)
        if let refusal = RequestGate.refusal(of: request.head, isDocument: file == .document) {
            return try await writer.respond(Self.text(.forbidden, refusal.message))
        }
        if let file { return try await writer.respond(Self.answer(file, request, port: port)) }
        switch request.path {
        case "/":
            // Browsers take the fragment along.
            var redirect = Self.text(302, "")
            redirect.head.fields[.location] = DashboardFile.document.path
            return try await writer.respond(redirect)
        case "/api/session": return try await writer.respond(try await session(request))
        default: break
        }
        guard request.path.hasPrefix("/api/") else {
            return try await writer.respond(Self.text(.notFound, "there is nothing here\n"))
        }
        guard await gate.isOpen(for: request.head) else {
            return try await writer.respond(Self.problem(.unauthorized, "no valid token"))
        }
        guard request.path == "/api/events", request.method == .get else {
            return try await writer.respond(try await perform(request))
        }
        try await ViewerFeed(source: source, details: details, ownPort: port).serve(writer)
    }

    private static func answer(_ file: DashboardFile, _ request: HTTPRequest, port: UInt16) -> HTTPResponse {
        guard request.method == .get || request.method == .head else {
            return text(.methodNotAllowed, "\(request.method) is not allowed here\n")
        }
        return HTTPResponse(.ok, fields: file.fields, body: file.contents(port: port))
    }

    // MARK: Access

    private func session(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard request.method == .post else { return Self.problem(.methodNotAllowed, "POST only") }
        let body = try await request.readBody(limit: 4 << 10)
        // A type that no form can send, so that the browser asks us first when another page tries.
        guard request.fields[.contentType] == "application/json",
            let key = (try? JSONReader.read(body))?["key"]?.string
        else { return Self.problem(.badRequest, "no key") }
        switch await gate.exchange(key) {
        case .token(let token): return Self.object(.ok, "token", token)
        case .wrongKey: return Self.problem(.forbidden, "this is not the key")
        case .tooManyAttempts: return Self.problem(.tooManyRequests, "too many wrong keys at the same time")
        case .noKey(let reason): return Self.problem(.internalServerError, reason)
        }
    }

    // MARK: Actions

    private func perform(_ request: HTTPRequest) async throws -> HTTPResponse {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[2] == "providers", let status = await provider(named: parts[3]) else {
            return Self.problem(.notFound, "there is no \(request.path)")
        }
        guard request.method == .post else { return Self.problem(.methodNotAllowed, "POST only") }
        if parts[4] == "key" { return managementKey(of: status) }
        guard let action = DashboardAction(rawValue: String(parts[4])) else {
            return Self.problem(.notFound, "there is no \(request.path)")
        }
        if let reason = await source.act(action, status.provider) { return Self.problem(.conflict, reason) }
        return Self.object(.ok, "done", action.rawValue)
    }

    /// A provider of ours by its name: no other text goes any further.
    private func provider(named name: Substring) async -> StatusReport.Provider? {
        await source.report().providers.first { $0.provider == name }
    }

    /// The key that the provider's own page asks for, handed to it by the dashboard's page.
    ///
    /// Only while the provider's engine is known to be the one behind its port: a page that asks may have come from
    /// whoever took the port after it.
    private func managementKey(of status: StatusReport.Provider) -> HTTPResponse {
        let provider = status.provider
        guard status.state == .running else {
            return Self.problem(.conflict, "\(provider) is \(status.state.rawValue): its port may be somebody else's")
        }
        do throws(ProviderKeysError) {
            guard let id = ProviderID(provider), let keys = try ProviderKeys.load(base: source.base, provider: id)
            else {
                return Self.problem(.notFound, "\(provider) has no keys yet: it has never been started")
            }
            return Self.object(.ok, "key", keys.managementKey)
        } catch {
            return Self.problem(.internalServerError, error.description)
        }
    }

    // MARK: Answers

    private static func text(_ status: HTTPStatus, _ text: String) -> HTTPResponse {
        var response = HTTPResponse(status, text: text)
        response.head.fields.append(contentsOf: DashboardFile.commonFields)
        return response
    }

    private static func problem(_ status: HTTPStatus, _ message: String) -> HTTPResponse {
        object(status, "error", message)
    }

    /// An object with one member.
    private static func object(_ status: HTTPStatus, _ name: String, _ value: String) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        json.name(name)
        json.string(value)
        json.endObject()
        var fields = DashboardFile.commonFields
        fields[.contentType] = "application/json"
        fields[.cacheControl] = "no-store"
        return HTTPResponse(status, fields: fields, body: json.bytes)
    }
}
