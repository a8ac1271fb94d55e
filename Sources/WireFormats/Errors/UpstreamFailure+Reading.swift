internal import JSON

extension UpstreamFailure {
    /// Reads an HTTP answer that is none of success.
    ///
    /// Understands OpenAI's `error` object, the codex backend's `detail` and `usage_limit_reached` with its reset time,
    /// and pages that some proxy in between wrote.
    ///
    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - body: as much of the body as was read.
    ///   - header: the value of a header field, by its lower-case name.
    package init(status: Int, body: [UInt8], header: (String) -> String? = { _ in nil }) {
        let json = try? JSONReader.read(body)
        self.init(error: json.map(Self.errorObject) ?? .null, status: status)
        if message.isEmpty { message = Self.plainText(body) ?? "HTTP status \(status)" }
        let wait = header("retry-after").flatMap { Self.seconds(.string($0)) }
        retryAfterSeconds = retryAfterSeconds ?? wait
        // A short wait is no allowance that has run out: the spans in the fields say nothing about it.
        guard kind == .usageLimit, resetsAt == nil, retryAfterSeconds == nil else { return }
        takeReset(of: UsageQuota(header: header)?.full ?? [])
    }

    /// Takes over when the last of these spans begins anew.
    mutating func takeReset(of full: [UsageQuota.Window]) {
        resetsAt = full.compactMap(\.resetsAt).max()
        if resetsAt == nil { retryAfterSeconds = full.compactMap(\.resetsInSeconds).max() }
    }

    /// Reads an error object: `code`, `type`, `message`, and the times that come with a limit.
    ///
    /// - Parameters:
    ///   - error: the object, or a text that is the message.
    ///   - status: the HTTP status that belongs to it, where there is one.
    init(error: JSONValue, status: Int?) {
        let code = error["code"]?.string
        let type = error["type"]?.string
        let message = error.string ?? error["message"]?.string ?? error["msg"]?.string ?? ""
        let resetsAt = error["resets_at"].flatMap(Self.seconds)
        let resetsIn = error["resets_in_seconds"].flatMap(Self.seconds)
        var kind = Self.kind(code: code, type: type, message: message, status: status)
        if kind == .rateLimit, resetsAt != nil || resetsIn != nil { kind = .usageLimit }
        self.init(
            kind,
            message: String(message.prefix(2000)),
            code: code ?? type,
            status: status,
            retryAfterSeconds: resetsIn ?? (kind == .rateLimit ? Self.wait(in: message) : nil),
            resetsAt: resetsAt
        )
    }

    /// Where in a body the error stands.
    private static func errorObject(of body: JSONValue) -> JSONValue {
        if let error = body["error"], !error.isNull { return error }
        guard let detail = body["detail"] else { return body }
        return detail.elements?.first ?? detail
    }

    /// The beginning of a body that is no JSON; nil when it is a page, or no text.
    private static func plainText(_ body: [UInt8]) -> String? {
        let isReadable = body.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard isReadable, let first = body.first, !Array("<{[".utf8).contains(first) else { return nil }
        return String(decoding: body.prefix(300), as: UTF8.self)
    }

    /// What went wrong: the upstream's own words first, then its status, then the names that say little.
    private static func kind(code: String?, type: String?, message: String, status: Int?) -> Kind {
        for word in [code, type].compactMap({ $0 }) {
            if let kind = tellingWords[word] { return kind }
        }
        if let kind = kind(saying: message.lowercased()) { return kind }
        if let status, let kind = kind(ofStatus: status) { return kind }
        for word in [code, type].compactMap({ $0 }) {
            if let kind = vagueWords[word] { return kind }
            if word.hasPrefix("invalid_") || word.hasPrefix("image_") { return .invalidRequest }
        }
        return .server
    }

    /// `code` and `type` of OpenAI's API and of the codex backend that decide.
    private static let tellingWords: [String: Kind] = [
        "context_length_exceeded": .contextFull,
        "context_window_exceeded": .contextFull,
        "usage_limit_reached": .usageLimit,
        "usage_limit_exceeded": .usageLimit,
        "usage_not_included": .permission,
        "insufficient_quota": .permission,
        "billing_hard_limit_reached": .permission,
        "account_deactivated": .permission,
        "deactivated_workspace": .permission,
        "rate_limit_exceeded": .rateLimit,
        "rate_limit_error": .rateLimit,
        "slow_down": .rateLimit,
        "server_is_overloaded": .overloaded,
        "server_overloaded": .overloaded,
        "overloaded_error": .overloaded,
        "service_unavailable_error": .overloaded,
        "invalid_api_key": .authentication,
        "token_expired": .authentication,
        "token_revoked": .authentication,
        "token_invalidated": .authentication,
        "authentication_error": .authentication,
        "permission_error": .permission,
        "model_not_found": .notFound,
        "not_found_error": .notFound,
        "request_too_large": .tooLarge,
    ]

    /// Those that stand for much; a status says more.
    private static let vagueWords: [String: Kind] = [
        "invalid_request_error": .invalidRequest,
        "unsupported_parameter": .invalidRequest,
        "unsupported_value": .invalidRequest,
        "content_policy_violation": .invalidRequest,
        "cyber_policy_violation": .invalidRequest,
        "requests": .rateLimit,
        "tokens": .rateLimit,
    ]

    /// The codex backend says some things in sentences only.
    private static func kind(saying message: String) -> Kind? {
        let isFull = ["exceeds the context window", "maximum context length", "context window of this model"]
        if isFull.contains(where: { message.contains($0) }) { return .contextFull }
        if message.contains("model is not supported") { return .notFound }
        if message.contains("at capacity") || message.contains("currently overloaded") { return .overloaded }
        return nil
    }

    private static func kind(ofStatus status: Int) -> Kind? {
        switch status {
        case 401: .authentication
        case 402, 403: .permission
        case 404: .notFound
        case 408, 504: .timeout
        case 413: .tooLarge
        case 429: .rateLimit
        case 503, 529: .overloaded
        case 400..<500: .invalidRequest
        case 500..<600: .server
        default: nil
        }
    }
}
