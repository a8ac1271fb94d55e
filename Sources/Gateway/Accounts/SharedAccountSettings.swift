import HTTPTransport

/// What the configuration says for every account with a token file.
struct SharedAccountSettings: Sendable, Equatable {
    var proxy = UpstreamProxy.environment
    var aliases: [ModelMapping] = []
    var excluded: [ModelPattern] = []
}

extension GatewayConfiguration {
    /// What holds for every account with a token file.
    var shared: SharedAccountSettings {
        SharedAccountSettings(proxy: proxy, aliases: modelAliases, excluded: excludedModels)
    }

    /// The accounts that the configuration itself holds, in its order.
    var configuredAccounts: [UpstreamAccount] {
        var names: [String: Int] = [:]
        return claudeKeys.enumerated().map { index, settings in
            let hint = settings.key.hint ?? "key \(index + 1)"
            let count = names[hint, default: 0] + 1
            names[hint] = count
            let label = count == 1 ? hint : "\(hint) (\(count))"
            return UpstreamAccount(
                id: "claude-api-key:\(label)",
                source: .configuration,
                credential: UpstreamCredential(configured: settings.key),
                label: label,
                address: settings.address,
                prefix: settings.prefix,
                priority: settings.priority,
                proxy: settings.proxy ?? proxy,
                headers: settings.headers,
                models: AccountModels(listed: settings.models, excluded: settings.excludedModels)
            )
        }
    }
}
