import PlatformSupport
import ProxyModel

/// A provider's port: free, our engine's, or whose.
struct PortCheck {
    let provider: ProviderSettings
    let directory: ProviderDirectory
    /// What the daemon says; nil without one.
    let status: StatusReport.Provider?

    private static let check = "port"

    func finding() -> Finding {
        let name = provider.id.name
        do throws(SystemError) {
            let listeners = try ListeningPorts.listeners(on: [provider.port]).filter { $0.covers(host: provider.host) }
            guard let listener = listeners.first(where: { !isOurs($0) }) else {
                return .ok(Self.check, of: name, "\(provider.port) \(listeners.isEmpty ? "is free" : "is this proxy's")")
            }
            let owner = ListeningPorts.owner(of: listener)
            return .broken(Self.check, of: name, "\(provider.port) is in use by \(owner)", remedy: remedy(owner))
        } catch {
            return .warning(Self.check, of: name, "cannot see who listens: \(error)", remedy: nil)
        }
    }

    /// Whether our engine, or a process that descends from it, holds the socket.
    private func isOurs(_ listener: PortListener) -> Bool {
        enginePIDs.contains { ListeningPorts.isOwned(listener, bySessionOf: $0) }
    }

    /// The engine as the daemon knows it; without a daemon, whoever holds the lock that every engine inherits.
    private var enginePIDs: [Int32] {
        if let status { return [status.pid].compactMap(\.self) }
        return LockHolders.pids(holding: directory.lockFile)
    }

    private func remedy(_ owner: PortOwner) -> String {
        let other = "ccproxy config set providers.\(provider.id).port \(provider.port < 60_000 ? provider.port + 1000 : provider.port - 1000)"
        return owner.pid.map { "end it (kill \($0)), or use another port:\n\(other)" } ?? "use another port: \(other)"
    }
}
