extension AnthropicError {
    /// How long the request is, and how long it may be, in tokens; for the words about a full context.
    package struct PromptSize: Equatable, Sendable {
        package var tokens: Int
        package var maximum: Int

        package init(tokens: Int, maximum: Int) {
            self.tokens = tokens
            self.maximum = maximum
        }
    }

    /// Tells an upstream's failure to a client of Anthropic's API.
    ///
    /// - Parameters:
    ///   - failure: what went wrong.
    ///   - now: seconds since 1970, to make a wait of a moment.
    ///   - size: what is known about the request's length; a failure because of the length says that it is too long,
    ///     so an estimate that stays below the maximum is raised above it.
    package init(_ failure: UpstreamFailure, now: Int, size: PromptSize? = nil) {
        let (status, type) = Self.statusAndType(of: failure.kind)
        let wait = failure.retryAfterSeconds ?? failure.resetsAt.map { max(1, $0 - now) }
        self.init(
            status: status,
            type: type,
            message: Self.message(of: failure, size: size),
            retryAfterSeconds: Self.isAboutTime(failure.kind) ? wait : nil,
            isWorthRepeating: Self.isWorthRepeating(failure.kind, wait: wait)
        )
    }

    private static func statusAndType(of kind: UpstreamFailure.Kind) -> (Int, String) {
        switch kind {
        case .invalidRequest, .contextFull: (400, "invalid_request_error")
        case .authentication: (401, "authentication_error")
        case .permission: (403, "permission_error")
        case .notFound: (404, "not_found_error")
        case .tooLarge: (413, "request_too_large")
        case .usageLimit, .rateLimit: (429, "rate_limit_error")
        case .overloaded: (529, "overloaded_error")
        case .timeout: (504, "timeout_error")
        case .server, .brokenStream: (502, "api_error")
        }
    }

    private static func isAboutTime(_ kind: UpstreamFailure.Kind) -> Bool {
        kind == .usageLimit || kind == .rateLimit || kind == .overloaded
    }

    /// An allowance that comes back within a minute is worth waiting for; nobody's session waits for hours.
    private static func isWorthRepeating(_ kind: UpstreamFailure.Kind, wait: Int?) -> Bool {
        switch kind {
        case .rateLimit, .overloaded, .timeout, .server, .brokenStream: (wait ?? 0) <= 60
        case .usageLimit: wait.map { $0 <= 60 } ?? false
        case .invalidRequest, .contextFull, .tooLarge, .authentication, .permission, .notFound: false
        }
    }

    private static func message(of failure: UpstreamFailure, size: PromptSize?) -> String {
        let said = failure.message.isEmpty ? "the upstream gives no reason" : failure.message
        switch failure.kind {
        case .contextFull:
            guard let size else { return "prompt is too long: \(said)" }
            return "prompt is too long: \(max(size.tokens, size.maximum + 1)) tokens > \(size.maximum) maximum"
        case .usageLimit: return said + renewal(of: failure)
        case .authentication: return "The upstream refuses the account's credential: \(said)"
        default: return said
        }
    }

    /// When the allowance is renewed, as a sentence of its own; empty when nobody knows.
    private static func renewal(of failure: UpstreamFailure) -> String {
        let end = failure.message.hasSuffix(".") || failure.message.isEmpty ? " " : ". "
        if let moment = failure.resetsAt { return end + "It resets at \(UTCTime.text(secondsSince1970: moment))." }
        return failure.retryAfterSeconds.map { end + "It resets in \(span($0))." } ?? ""
    }

    private static func span(_ seconds: Int) -> String {
        let minutes = seconds / 60 + (seconds % 60 > 0 ? 1 : 0)
        if minutes < 60 { return "\(minutes) min" }
        return minutes < 48 * 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes / 1440) days"
    }
}
