import PlatformSupport

/// What a fake engine answers: the routes of cli-proxy-api that a supervisor uses, with their answers.
struct EngineRoutes {
    /// What is to happen on the connection.
    enum Reply {
        case answer(EngineResponse)

        /// A server-sent-event stream.
        case stream

        /// Bytes that are no HTTP.
        case garbage

        /// Nothing, and the connection is closed.
        case close

        /// Nothing, for ever.
        case wedge
    }

    private let configuration: EngineConfiguration
    private let behaviour: Behaviour
    private let directory: String
    private let managementPassword: String?
    private var failedManagementCalls = 0

    init(configuration: EngineConfiguration, behaviour: Behaviour, directory: String, managementPassword: String?) {
        self.configuration = configuration
        self.behaviour = behaviour
        self.directory = directory
        self.managementPassword = managementPassword
    }

    /// The reply to a request.
    mutating func reply(to request: EngineRequest) -> Reply {
        switch (request.method, request.path) {
        case ("OPTIONS", _): return .answer(EngineResponse(204))
        case ("GET", "/"):
            let usual = #"{"endpoints":["POST /v1/messages","GET /v1/models"],"message":"CLI Proxy API Server"}"#
            return Self.reply(behaviour.rootAnswer, usual: EngineResponse(200, usual))
        case ("GET", "/healthz"), ("HEAD", "/healthz"):
            return Self.reply(behaviour.healthAnswer, usual: EngineResponse(200, #"{"status":"ok"}"#))
        case ("GET", "/v1/models"):
            return .answer(refusal(of: request)) ?? Self.reply(behaviour.modelsAnswer, usual: models(for: request))
        case ("POST", "/v1/messages"):
            if let refusal = refusal(of: request) { return .answer(refusal) }
            let isStream = String(decoding: request.body, as: UTF8.self).filter { !$0.isWhitespace }
                .contains(#""stream":true"#)
            return isStream ? .stream : .answer(EngineResponse(200, EngineMessage.whole(behaviour.streamEvents)))
        case ("GET", "/management.html"): return .answer(panel())
        default:
            let prefix = "/v0/management/"
            guard request.path.hasPrefix(prefix) else { return .answer(.notFound) }
            return .answer(management(request, String(request.path.dropFirst(prefix.count))))
        }
    }

    private static func reply(_ answer: Behaviour.Answer, usual: EngineResponse) -> Reply {
        switch answer {
        case .usual: .answer(usual)
        case .status(404): .answer(.notFound)
        case .status(let status): .answer(EngineResponse(status, #"{"error":"as the test wants"}"#))
        case .garbage: .garbage
        case .close: .close
        case .wedge: .wedge
        }
    }

    /// The answer to a request without a valid client key; nil when the key is good or none is asked for.
    private func refusal(of request: EngineRequest) -> EngineResponse? {
        guard !configuration.apiKeys.isEmpty else { return nil }
        guard let key = request.clientKey else { return EngineResponse(401, #"{"error":"Missing API key"}"#) }
        return configuration.apiKeys.contains(key) ? nil : EngineResponse(401, #"{"error":"Invalid API key"}"#)
    }

    private func models(for request: EngineRequest) -> EngineResponse {
        let ids = behaviour.models
        let isAnthropic =
            request.fields["anthropic-version"] != nil || request.fields["user-agent"]?.hasPrefix("claude-cli") == true
        guard isAnthropic else {
            let data = ids.map { #"{"id":"\#($0)","object":"model","created":1770000000,"owned_by":"fake"}"# }
            return EngineResponse(200, #"{"object":"list","data":[\#(data.joined(separator: ","))]}"#)
        }
        let data = ids.map {
            #"{"id":"\#($0)","type":"model","display_name":"\#($0)","created_at":"2026-02-01T00:00:00Z"}"#
        }
        let ends = #""first_id":"\#(ids.first ?? "")","last_id":"\#(ids.last ?? "")""#
        return EngineResponse(200, #"{"data":[\#(data.joined(separator: ","))],"has_more":false,\#(ends)}"#)
    }

    /// The control panel: a file beside config.yaml, and without it an empty 404.
    private func panel() -> EngineResponse {
        guard let page = try? FileSystem.read(directory + "/static/management.html") else {
            return EngineResponse(404, contentType: "text/html")
        }
        return EngineResponse(200, String(decoding: page, as: UTF8.self), contentType: "text/html; charset=utf-8")
    }
}

extension EngineRoutes {
    // MARK: Management

    private mutating func management(_ request: EngineRequest, _ route: String) -> EngineResponse {
        guard let managementPassword else { return .notFound }
        // Five failures ban the address for half an hour, even with the right key; so they do here, until the end.
        guard failedManagementCalls < 5 else {
            return EngineResponse(403, #"{"error":"IP banned due to too many failed attempts. Try again in 30m"}"#)
        }
        guard request.managementKey == managementPassword else {
            failedManagementCalls += 1
            let what = request.managementKey == nil ? "missing management key" : "invalid management key"
            return EngineResponse(401, #"{"error":"\#(what)"}"#)
        }
        failedManagementCalls = 0
        var response = authenticated(request, route)
        response.fields += [("X-CPA-VERSION", EngineLog.version), ("X-CPA-COMMIT", "fake")]
        return response
    }

    private func authenticated(_ request: EngineRequest, _ route: String) -> EngineResponse {
        switch (request.method, route) {
        case ("GET", "auth-files"):
            let files = AuthFiles(in: authDirectory).json
            return EngineResponse(200, #"{"files":[\#(files.joined(separator: ","))]}"#)
        case ("PUT", _), ("PATCH", _):
            do {
                try ConfigurationRewriting.rewrite(directory + "/config.yaml")
                return EngineResponse(200, #"{"status":"ok"}"#)
            } catch {
                return EngineResponse(500, #"{"error":"failed to save config"}"#)
            }
        default: return .notFound
        }
    }

    private var authDirectory: String {
        let path = configuration.authDirectory
        return path.hasPrefix("/") ? path : directory + "/" + path
    }
}

extension EngineRoutes.Reply {
    /// An answer, if there is one.
    fileprivate static func answer(_ response: EngineResponse?) -> EngineRoutes.Reply? {
        response.map { .answer($0) }
    }
}
