package import PlatformSupport
package import ProxyModel

/// Every listener on a provider's port at one moment, read once for all providers.
package struct PortTable: Sendable {
    private let listeners: [UInt16: [PortListener]]

    /// Reads the system's table.
    package init(of ports: Set<UInt16>) throws(SystemError) {
        listeners = Dictionary(grouping: try ListeningPorts.listeners(on: ports), by: \.port)
    }

    /// Who listens on a provider's port, in words; nil when nobody does.
    package func holder(of settings: ProviderSettings) -> String? {
        listeners[settings.port]?.first { ListeningPorts.covers($0.address, host: settings.host) }
            .map { "port \(settings.port) is in use by \(ListeningPorts.identifyOwner($0))" }
    }
}
