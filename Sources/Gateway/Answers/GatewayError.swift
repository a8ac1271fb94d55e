import HTTPWire
import ProxyModel

/// What this engine answers itself instead of an upstream.
///
/// Each case is worded for the person who will read it in a client, and tells the client whether to try again: Claude
/// Code repeats a 401 and every 5xx ten times unless it is told not to.
enum GatewayError: Error, Equatable {
    case missingKey
    case wrongKey
    case missingManagementKey
    case wrongManagementKey
    /// Management is asked for from another machine.
    case notLocal
    case wrongHost
    case foreignOrigin
    case unknownPath(String)
    case wrongMethod(allowed: String)
    case bodyTooLarge(limit: Int)
    /// The body is not what the API takes.
    case invalidRequest(String)
    /// No account can serve anything; whose accounts the engine is for, where it was told.
    case noAccount(ProviderKind?)
    /// No account serves that model.
    case unknownModel(String)
    /// The upstream could not be reached, or broke off before it answered.
    case upstreamUnreachable(String)
    /// The upstream did not answer in time.
    case upstreamTimedOut
    /// Too many wrong management keys; seconds until the next is looked at.
    case tooManyAttempts

    /// The status of the answer.
    var status: HTTPStatus {
        switch self {
        case .missingKey, .wrongKey, .missingManagementKey, .wrongManagementKey: .unauthorized
        case .wrongHost: .misdirectedRequest
        case .foreignOrigin, .notLocal: .forbidden
        case .unknownPath, .unknownModel: .notFound
        case .wrongMethod: .methodNotAllowed
        case .bodyTooLarge: .contentTooLarge
        case .invalidRequest: .badRequest
        case .noAccount: .serviceUnavailable
        case .upstreamUnreachable: .badGateway
        case .upstreamTimedOut: .gatewayTimeout
        case .tooManyAttempts: .tooManyRequests
        }
    }

    /// Whether the same request can succeed without anybody doing anything.
    var isWorthRepeating: Bool {
        switch self {
        case .upstreamUnreachable, .upstreamTimedOut, .tooManyAttempts: true
        default: false
        }
    }

    /// What it says.
    var message: String {
        switch self {
        case .missingKey: "Missing API key"
        case .wrongKey: "Invalid API key"
        case .missingManagementKey: "Missing management key"
        case .wrongManagementKey: "Invalid management key"
        case .notLocal: "Management is for this machine only"
        case .wrongHost: "This server answers to localhost and loopback addresses only"
        case .foreignOrigin: "Requests of other origins are not answered"
        case .unknownPath(let path): "There is no \(path) here"
        case .wrongMethod(let allowed): "Only \(allowed) is answered here"
        case .bodyTooLarge(let limit): "The request is larger than \(limit) bytes"
        case .invalidRequest(let reason): reason
        case .noAccount(nil):
            "No account is set up here: sign in with \"ccproxy auth login claude\" or \"ccproxy auth login codex\", or put an "
                + "API key under claude-api-key or codex-api-key in the provider's config.yaml"
        case .noAccount(let kind?) where kind.isServedByGateway:
            "No account is set up here: sign in with \"ccproxy auth \(kind)\", or add an API key with \"ccproxy auth add-key "
                + "\(kind)\""
        case .noAccount(let kind?):
            "ccproxy-gateway does not serve \(kind.title): \"ccproxy engine install\" gets CLIProxyAPI, which does, and "
                + "\"ccproxy restart \(kind)\" uses it"
        case .unknownModel(let model): "No account serves the model \"\(model)\""
        case .upstreamUnreachable(let reason): "The upstream could not be reached: \(reason)"
        case .upstreamTimedOut: "The upstream did not answer in time"
        case .tooManyAttempts: "Too many wrong keys, try again in a moment"
        }
    }

    /// The name that Anthropic's API has for such an error.
    var anthropicType: String {
        switch self {
        case .missingKey, .wrongKey, .missingManagementKey, .wrongManagementKey: "authentication_error"
        case .foreignOrigin, .wrongHost, .notLocal: "permission_error"
        case .unknownPath, .unknownModel: "not_found_error"
        case .wrongMethod, .invalidRequest: "invalid_request_error"
        case .bodyTooLarge: "request_too_large"
        case .tooManyAttempts: "rate_limit_error"
        case .noAccount, .upstreamUnreachable: "api_error"
        case .upstreamTimedOut: "timeout_error"
        }
    }

    /// The names that OpenAI's API has for such an error.
    var openAIType: (type: String, code: String?) {
        switch self {
        case .missingKey, .wrongKey, .missingManagementKey, .wrongManagementKey:
            ("invalid_request_error", "invalid_api_key")
        case .foreignOrigin, .wrongHost, .notLocal: ("invalid_request_error", nil)
        case .unknownPath: ("invalid_request_error", "unknown_url")
        case .unknownModel: ("invalid_request_error", "model_not_found")
        case .wrongMethod: ("invalid_request_error", "method_not_allowed")
        case .invalidRequest: ("invalid_request_error", nil)
        case .bodyTooLarge: ("invalid_request_error", "request_too_large")
        case .tooManyAttempts: ("rate_limit_error", "rate_limit_exceeded")
        case .noAccount, .upstreamUnreachable, .upstreamTimedOut: ("server_error", nil)
        }
    }
}
