import HTTPTransport

/// An entry of `claude-api-key`.
struct ClaudeKeySettings: Sendable, Hashable {
    var key: Secret
    var address = UpstreamAddress.anthropic
    var prefix: String?
    var priority = 0
    /// nil: as configured for all.
    var proxy: UpstreamProxy?
    var headers: [HeaderRule] = []
    /// The models that it serves; none: whatever the upstream has.
    var models: [ModelMapping] = []
    var excludedModels: [ModelPattern] = []
}
