import PlatformSupport
package import ProxyModel

/// Every listener on a provider's port at one moment, read once for all providers.
package struct PortTable: Sendable {
    private let listeners: [UInt16: [PortListener]]

    /// Reads the system's table; one that cannot be read shows nobody.
    package init(of ports: Set<UInt16>) {
        listeners = Dictionary(grouping: (try? ListeningPorts.listeners(on: ports)) ?? [], by: \.port)
    }

    /// Who listens on a provider's port, in words; nil when nobody does.
    package func holder(of settings: ProviderSettings) -> String? {
        listeners[settings.port]?.first { $0.covers(host: settings.host) }
            .map { "port \(settings.port) is in use by \(ListeningPorts.owner(of: $0))" }
    }
}
