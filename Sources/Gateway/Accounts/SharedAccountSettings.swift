import HTTPTransport
import ProxyModel

/// What the configuration says for every account with a token file.
struct SharedAccountSettings: Sendable, Equatable {
    var proxy = UpstreamProxy.environment
    var channels: [ProviderKind: ModelChannel] = [:]
    var codex = CodexSettings()
    /// Whose token files count; those of every provider when nobody has said.
    var kind: ProviderKind?
}

extension GatewayConfiguration {
    /// What holds for every account with a token file.
    var shared: SharedAccountSettings {
        SharedAccountSettings(proxy: proxy, channels: channels, codex: codex, kind: kind)
    }

    /// The accounts that the configuration itself holds, in its order.
    var configuredAccounts: [UpstreamAccount] {
        accounts(claudeKeys, .anthropic) + accounts(codexKeys, .openAIResponses)
    }

    private func accounts(_ keys: [APIKeySettings], _ service: UpstreamService) -> [UpstreamAccount] {
        var names: [String: Int] = [:]
        return keys.enumerated().map { index, settings in
            let hint = settings.key.hint ?? "key \(index + 1)"
            let count = names[hint, default: 0] + 1
            names[hint] = count
            let label = count == 1 ? hint : "\(hint) (\(count))"
            var account = UpstreamAccount(
                id: "\(service.keySection ?? ""):\(label)",
                source: .configuration,
                service: service,
                credential: UpstreamCredential(configured: settings.key, for: service),
                label: label
            )
            account.address = settings.address ?? service.usualAddress
            account.prefix = settings.prefix
            account.priority = settings.priority
            account.proxy = settings.proxy ?? proxy
            account.headers = settings.headers
            account.models = AccountModels(listed: settings.models, excluded: settings.excludedModels)
            if service.isTranslated { account.models.rules = codex.rules }
            return account
        }
    }
}
