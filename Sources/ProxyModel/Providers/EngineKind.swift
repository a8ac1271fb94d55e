/// The two engines that exist; both honour the same contract.
package enum EngineKind: String, CaseIterable, Sendable, CustomStringConvertible {
    /// The CLIProxyAPI release binary, which the user installs.
    case cliProxyAPI = "cli-proxy-api"
    /// Our own, built with ccproxy.
    case gateway = "ccproxy-gateway"

    package var description: String { rawValue }
}
