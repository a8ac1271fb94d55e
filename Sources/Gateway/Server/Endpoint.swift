import HTTPWire

/// What is served, by path.
enum Endpoint: Equatable {
    /// Who may use an endpoint.
    enum Access: Equatable {
        case everybody
        /// Whoever shows one of the configured keys.
        case clients
        /// Whoever shows the management key.
        case management
    }

    case root
    case health
    /// `/health`: whether there is anybody to work with, too.
    case readiness
    case hello
    case models
    /// Passed on to an upstream.
    case relayed
    case metrics
    /// A file of the management page.
    case page(ManagementPage.File)
    /// Below `/v0/management/`, without that.
    case management(String)
    case unknown

    init(path: Substring) {
        switch path {
        case "/": self = .root
        case "/healthz": self = .health
        case "/health": self = .readiness
        case "/api/hello": self = .hello
        case "/v1/models": self = .models
        case "/v1/messages", "/v1/messages/count_tokens": self = .relayed
        case "/metrics": self = .metrics
        default:
            if let file = ManagementPage.File(path: path) {
                self = .page(file)
            } else if path.hasPrefix("/v0/management/") {
                self = .management(String(path.dropFirst("/v0/management/".count)))
            } else {
                self = .unknown
            }
        }
    }

    /// Who may use it.
    ///
    /// The management page is a program for the browser that knows nothing yet: whoever opens it has to show the key
    /// before it learns anything. `/api/hello` is what Claude Code asks without a key whether somebody is there.
    var access: Access {
        switch self {
        case .root, .health, .readiness, .hello, .page: .everybody
        case .models, .relayed, .unknown: .clients
        case .metrics, .management: .management
        }
    }

    /// The methods that are answered, as `Allow` lists them; nil where that is decided elsewhere.
    var allowed: String? {
        switch self {
        case .relayed: "POST"
        case .root, .health, .readiness, .hello, .models, .metrics, .page: "GET, HEAD"
        case .management, .unknown: nil
        }
    }

    /// Whether a method is among those that are answered.
    func allows(_ method: HTTPMethod) -> Bool {
        switch self {
        case .relayed: method == .post
        case .management, .unknown: true
        default: method == .get || method == .head
        }
    }
}
