import ProxyModel

extension ProviderSettings {
    /// The provider as its engine listens now.
    ///
    /// An engine that runs keeps the port that it was started with, whatever the settings say meanwhile; on theirs may
    /// be somebody else, who must not be shown a key.
    func listening(as status: StatusReport.Provider?) -> ProviderSettings {
        guard let status, status.pid != nil else { return self }
        var provider = self
        provider.port = status.port
        return provider
    }
}

extension [ProviderSettings] {
    /// Each as its engine listens now.
    func listening(as report: StatusReport?) -> [ProviderSettings] {
        map { provider in provider.listening(as: report?.providers.first { $0.provider == provider.id.name }) }
    }
}
