package import ProxyModel

extension ProviderMachine {
    /// The phase in the one word that people see.
    package var state: ProviderState {
        switch phase {
        case .stopped: .stopped
        case .launching, .starting, .clearing(.relaunch, _), .clearing(.retry, _): .starting
        case .running: .running
        case .unhealthy: .unhealthy
        case .stopping, .clearing(.stop, _), .clearing(.foreign, _), .clearing(.refused, _): .stopping
        case .backoff: .backoff
        case .foreign: .foreign
        case .failed: .failed
        }
    }
}
