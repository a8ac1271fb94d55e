/// Everything that can be set, with every value decided.
package struct Settings: Equatable, Sendable {
    /// In display order: the predefined four, then the user's own in the order of their names.
    package var providers: [ProviderSettings] = ProviderSettings.predefined
    /// In display order: the predefined five, then the user's own in the order of their names.
    package var presets: [Preset] = Preset.predefined
    /// Where the dashboard listens, on loopback.
    package var dashboardPort: UInt16 = 18500
    /// What is added to every port in a printed link, for ports that are forwarded under other numbers.
    package var linksPortOffset = 0
    package var restart = RestartSettings()
    package var health = HealthSettings()
    /// How long an engine may take to end before it is killed.
    package var stopGrace: Duration = .seconds(10)
    package var logs = LogSettings()
    /// Claude Code's executable by its absolute path; `nil` looks for `claude` in `PATH`.
    package var claudePath: String?
    /// The page of releases that `engine install` downloads from, without a slash at the end: a mirror's, for example.
    package var engineReleases = CLIProxyAPIRelease.page

    /// The defaults.
    package init() {}

    /// The provider of that name.
    package func provider(_ id: ProviderID) -> ProviderSettings? {
        providers.first { $0.id == id }
    }

    /// The preset of that name.
    package func preset(_ name: String) -> Preset? {
        presets.first { $0.name == name }
    }

    /// The providers that `start all` means.
    package var enabledProviders: [ProviderSettings] {
        providers.filter(\.isEnabled)
    }
}
