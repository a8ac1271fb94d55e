import PlatformSupport
import ProxyModel

extension StatusReport.Provider {
    /// Whether the engine that runs is our own, by whatever path the settings name it.
    var isOurGateway: Bool { Paths.name(of: engine) == EngineKind.gateway.rawValue }
}
