import HTTPWire

/// Whose error format a client understands.
enum CallerFormat: Sendable {
    /// `{"type":"error","error":{…}}`
    case anthropic
    /// `{"error":{"message":…,"type":…,"param":…,"code":…}}`
    case openAI
    /// `{"error":"…"}`, of the management API.
    case management

    /// The format for a request, from its path and, where that says nothing, its fields.
    init(_ head: HTTPRequestHead) {
        let path = head.path
        if path.hasPrefix("/v0/management") || path == "/metrics" {
            self = .management
        } else if path.hasPrefix("/v1/messages") || path.hasPrefix("/api/") || Self.isAnthropicClient(head.fields) {
            self = .anthropic
        } else {
            self = .openAI
        }
    }

    /// Whether a client is one of Anthropic's: those name the API's version, and Claude Code itself.
    static func isAnthropicClient(_ fields: HTTPFields) -> Bool {
        fields.contains("anthropic-version") || (fields[.userAgent]?.hasPrefix("claude-cli") ?? false)
    }
}
