import ProxyModel

/// What our own engine cannot do for a provider, and what can.
enum GatewayLimits {
    /// Why a provider's requests are refused by our own engine; nil where they are not.
    static func problem(of provider: ProviderSettings) -> String? {
        guard !provider.kind.isServedByGateway else { return nil }
        return "ccproxy-gateway serves Claude and Codex only, so it refuses every request for \(provider.kind.title)"
    }

    /// What to type then.
    static func remedy(for provider: ProviderSettings) -> String {
        "ccproxy engine install  gets CLIProxyAPI, which serves it; then: ccproxy restart \(provider.id)"
    }
}
