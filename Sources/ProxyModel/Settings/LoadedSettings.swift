/// Settings together with where each value comes from.
package struct LoadedSettings: Sendable {
    package let settings: Settings
    /// By dotted name; what is not in it is a default.
    let sources: [String: SettingSource]

    /// The defaults, and nothing else.
    package init() {
        settings = Settings()
        sources = [:]
    }

    init(settings: Settings, sources: [String: SettingSource]) {
        self.settings = settings
        self.sources = sources
    }

    /// Where the value of a setting comes from.
    package func source(of key: String) -> SettingSource {
        sources[key] ?? .standard
    }
}
