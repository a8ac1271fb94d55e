import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import Synchronization

/// Answers requests: lets in who may come in, and leads each to what serves it.
struct GatewayService: Sendable {
    let configuration: LiveConfiguration
    let accounts: AccountDirectory
    let relay: Relay
    let models: UpstreamModels
    let management: ManagementAPI
    let page: ManagementPage
    let log: OutputLog

    /// Answers one request.
    func handle(_ request: HTTPRequest, _ writer: consuming ResponseWriter) async throws {
        let start = MonotonicTime.now
        let path = request.path
        let endpoint = Endpoint(path: path)
        if let error = await refusal(of: request, for: endpoint) {
            return try await refuse(request, error, writer)
        }
        switch endpoint {
        case .relayed:
            try await relay.relay(request, path: String(path), to: writer, start: start)
        case .root:
            try await answer(writer, Self.root)
        case .health:
            try await answer(writer, Self.health)
        case .readiness:
            let report = HealthReport(accounts.records, configuration.current.codex, now: .now)
            try await answer(writer, report.body)
        case .hello:
            try await answer(writer, Self.hello)
        case .models:
            let isAnthropic = CallerFormat.isAnthropicClient(request.fields)
            let requiresPrefix = configuration.current.requiresPrefix
            let list = await models.models(of: accounts.records, requiresPrefix: requiresPrefix)
            try await answer(writer, ModelList.body(list, forAnthropic: isAnthropic))
        case .page(let file):
            let body = page.body(of: file, for: request.head)
            try await writer.respond(.ok, fields: page.fields(of: file, for: request.head), body: body)
        case .metrics, .management:
            try await management.serve(endpoint, request, to: writer)
        case .unknown:
            try await refuse(request, .unknownPath(String(request.path)), writer)
        }
    }

    /// Why a request is turned away; nil when it is not.
    private func refusal(of request: HTTPRequest, for endpoint: Endpoint) async -> GatewayError? {
        let gate = configuration.gate
        switch gate.refusalOfOrigin(request.head) {
        case .wrongHost: return .wrongHost
        case .foreignOrigin: return .foreignOrigin
        case .missingKey, .wrongKey, nil: break
        }
        switch endpoint.access {
        case .everybody: break
        case .clients:
            switch gate.refusalOfKey(request.fields) {
            case .missingKey: return .missingKey
            case .wrongKey: return .wrongKey
            case .wrongHost, .foreignOrigin, nil: break
            }
        case .management:
            if let error = await management.refusal(of: request) { return error }
        }
        if case .page = endpoint, !configuration.current.servesControlPanel {
            return .unknownPath(String(request.path))
        }
        if let allowed = endpoint.allowed, !endpoint.allows(request.method) { return .wrongMethod(allowed: allowed) }
        return nil
    }

    private func refuse(
        _ request: HTTPRequest,
        _ error: GatewayError,
        _ writer: consuming ResponseWriter
    ) async throws {
        var record = RequestRecord(
            time: .now,
            method: String(request.method.text.prefix(32)),
            path: String(request.path.prefix(200)),
            status: error.status.rawValue
        )
        record.failure = error.message
        log.write(record)
        try await writer.respond(error.status, fields: error.fields, body: error.body(for: CallerFormat(request.head)))
    }

    private func answer(_ writer: consuming ResponseWriter, _ body: [UInt8]) async throws {
        try await writer.respond(.ok, fields: ["content-type": "application/json"], body: body)
    }

    private static let health = Array(#"{"status":"ok"}"#.utf8)
    private static let hello = Array(#"{"message":"hello"}"#.utf8)
    private static let root = Array(
        (#"{"message":"ccproxy-gateway","endpoints":["POST /v1/messages","POST /v1/messages/count_tokens","#
            + #""GET /v1/models"]}"#).utf8
    )
}
