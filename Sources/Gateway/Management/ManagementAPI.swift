import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

/// `/v0/management/…` and `/metrics`: what the engine tells about itself, and what can be changed while it runs.
struct ManagementAPI: Sendable {
    let configuration: LiveConfiguration
    let accounts: AccountDirectory
    let ledger: Ledger
    let models: UpstreamModels
    let loop: EventLoop
    let log: OutputLog
    /// Makes the engine look at its files again, so that a change holds when the answer to it is sent.
    let follow: @Sendable () -> Void
    let startedAt = Timestamp.now
    private let gate: ManagementGate

    /// As much as a configuration or a token file may hold.
    static let bodyLimit = 2 << 20

    init(
        configuration: LiveConfiguration,
        accounts: AccountDirectory,
        ledger: Ledger,
        models: UpstreamModels,
        loop: EventLoop,
        log: OutputLog,
        follow: @escaping @Sendable () -> Void,
        environmentKey: Secret?
    ) {
        self.configuration = configuration
        self.accounts = accounts
        self.ledger = ledger
        self.models = models
        self.loop = loop
        self.log = log
        self.follow = follow
        gate = ManagementGate(environmentKey: environmentKey, on: loop)
    }

    /// Why a request is turned away; nil when it is not.
    func refusal(of request: HTTPRequest) async -> GatewayError? {
        await gate.refusal(of: request, configuration.current)
    }

    /// Answers a request that was let in.
    func serve(_ endpoint: Endpoint, _ request: HTTPRequest, to writer: consuming ResponseWriter) async throws {
        guard case .management(let path) = endpoint else {
            let text = ledger.metrics.prometheus(surroundings)
            let answer = ManagementAnswer(Array(text.utf8), type: PrometheusText.contentType)
            return try await writer.respond(answer.status, fields: answer.fields, body: answer.body)
        }
        if path == "events", request.method == .get {
            return try await EventFeed(ledger: ledger, loop: loop).serve(request, to: writer)
        }
        let answer = try await answer(to: path, request)
        try await writer.respond(answer.status, fields: answer.fields, body: answer.body)
    }

    private func answer(to path: String, _ request: HTTPRequest) async throws -> ManagementAnswer {
        let method = request.method == .head ? "GET" : request.method.text
        let query = QueryItems(request.query)
        switch (method, path) {
        case ("GET", "accounts"): return accountsView()
        case ("GET", "auth-files"): return authFiles()
        case ("GET", "auth-files/models"): return await authFileModels(query["name"])
        case ("POST", "auth-files"): return try await upload(request, name: query["name"])
        case ("DELETE", "auth-files"): return deleteAuthFiles(query)
        case ("PATCH", "auth-files/status"): return try await setStatus(request)
        case ("PATCH", "auth-files/fields"): return try await setFields(request)
        case ("POST", "reset-cooldown"), ("POST", "reset-quota"): return try await resetCooldown(request)
        case ("GET", "usage"): return usageView()
        case ("DELETE", "usage"):
            ledger.resetUsage(now: .now)
            return .done
        case ("GET", "recent"): return recentRequests(from: query["after"].flatMap { Int($0) } ?? 0)
        case ("GET", "logs"): return logLines(query)
        case ("GET", "get-auth-status"):
            // Nobody is signing in here, so no state is known.
            return ManagementAnswer(
                .members(("status", .string("error")), ("error", .string("unknown or expired state")))
            )
        case (_, "api-keys"): return try await apiKeys(method, request, query)
        case ("GET", "config"): return configurationView()
        case ("GET", "config.yaml"):
            return ManagementAnswer(configuration.text, type: "application/yaml; charset=utf-8")
        case ("PUT", "config.yaml"):
            return replaceConfiguration(try await request.readBody(limit: Self.bodyLimit))
        default:
            guard let setting = EditableSetting(rawValue: path) else {
                return .failure(.notFound, "there is no \(method) \(path) here")
            }
            return try await value(of: setting, method, request)
        }
    }

    /// Reads a request's body as JSON.
    ///
    /// - Returns: nil when it is none.
    func json(_ request: HTTPRequest) async throws -> JSONValue? {
        try? JSONReader.read(try await request.readBody(limit: Self.bodyLimit))
    }

    private var surroundings: Metrics.Surroundings {
        let now = Timestamp.now
        let records = accounts.records
        let cooldowns = records.map { record in
            (account: record.account.label, count: record.activeCooldowns(now: now).count)
        }
        let usable = records.count { !$0.account.isDisabled && $0.refusal == nil }
        return Metrics.Surroundings(
            startedAt: startedAt.seconds,
            activeCooldowns: cooldowns.filter { $0.count > 0 },
            accounts: (usable: usable, all: records.count)
        )
    }
}
