import HTTPWire

/// Where an upstream's API begins: `https://api.anthropic.com`, or a base URL of somebody's own.
struct UpstreamAddress: Sendable, Hashable, CustomStringConvertible {
    /// Anthropic's own API.
    static let anthropic = UpstreamAddress(isSecure: true, authority: "api.anthropic.com", path: "")
    /// What ChatGPT's own programs talk to.
    static let chatGPT = UpstreamAddress(isSecure: true, authority: "chatgpt.com", path: "/backend-api")
    /// OpenAI's public API.
    static let openAI = UpstreamAddress(isSecure: true, authority: "api.openai.com", path: "/v1")

    let isSecure: Bool
    /// Host and, if it is not the scheme's, port.
    let authority: String
    /// What stands before the paths of the API: empty, or with a slash at its beginning and none at its end.
    let path: String

    /// What a base URL has to be, in words.
    static let expected = "a URL with http or https and a host, and without a user or password"

    /// A text that is no base URL, as far as a message may repeat it: nil where it may hold a password.
    static func quotable(_ text: String) -> String? { text.contains("@") ? nil : text }

    private init(isSecure: Bool, authority: String, path: String) {
        self.isSecure = isSecure
        self.authority = authority
        self.path = path
    }

    /// Reads the base URL of a service.
    ///
    /// Anthropic's paths begin with `/v1`, so one at the end of its base URL is dropped. The codex backend's begin with
    /// `/codex`. For OpenAI's, base URLs end with `/v1`, and it is part of them.
    ///
    /// - Returns: nil unless it is `http` or `https` with a host and without user, query and fragment.
    init?(_ text: String, of service: UpstreamService = .anthropic) {
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
        guard let scheme, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let rest = text.dropFirst(scheme.count)
        guard !rest.contains(where: { "?#@\\\"<>".contains($0) }) else { return nil }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.isEmpty, !authority.hasPrefix(":") else { return nil }
        var path = rest.dropFirst(authority.count)
        while path.hasSuffix("/") { path.removeLast() }
        switch service {
        case .anthropic: if path.hasSuffix("/v1") { path.removeLast(3) }
        case .codexBackend: if path.hasSuffix("/codex") { path.removeLast(6) }
        case .openAIResponses: break
        }
        while path.hasSuffix("/") { path.removeLast() }
        self.init(isSecure: scheme == "https://", authority: String(authority), path: String(path))
    }

    /// The URL of a path of the API, with its query.
    func url(of pathAndQuery: some StringProtocol) -> String {
        "\(description)\(pathAndQuery)"
    }

    var description: String { "\(isSecure ? "https" : "http")://\(authority)\(path)" }

    /// Whether it is on this machine, so that nobody on the way can read what is sent.
    var isLoopback: Bool { LoopbackName.isLoopback(authority: authority) }
}
