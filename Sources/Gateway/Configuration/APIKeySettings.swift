import HTTPTransport

/// An entry of `claude-api-key` or `codex-api-key`.
struct APIKeySettings: Sendable, Hashable {
    var key: Secret
    /// nil: the service's usual one.
    var address: UpstreamAddress?
    var prefix: String?
    var priority = 0
    /// nil: as configured for all.
    var proxy: UpstreamProxy?
    var headers: [HeaderRule] = []
    /// The models that it serves; none: whatever the upstream has.
    var models: [ModelMapping] = []
    var excludedModels: [ModelPattern] = []
}
