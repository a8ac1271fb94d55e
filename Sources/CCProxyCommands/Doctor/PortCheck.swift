import PlatformSupport
import ProxyModel

/// A provider's port: free, our engine's, or whose.
struct PortCheck {
    let provider: ProviderSettings
    let directory: ProviderDirectory
    /// What the daemon says; nil without one.
    let status: StatusReport.Provider?

    func finding() -> Finding {
        let check = Check("port", of: provider.id.name)
        do throws(SystemError) {
            let listeners = try ListeningPorts.listeners(on: [provider.port]).filter { $0.covers(host: provider.host) }
            guard let stranger = listeners.first(where: { !isOurs($0) }) else {
                return check.ok("\(provider.port) \(listeners.isEmpty ? "is free" : "is this proxy's")")
            }
            let owner = ListeningPorts.owner(of: stranger)
            return check.broken("\(provider.port) is in use by \(owner)", remedy: remedy(owner))
        } catch {
            return check.warning("cannot see who listens: \(error)", remedy: nil)
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
        let move = "ccproxy config set providers.\(provider.id).port \(OtherPort.than(provider.port))"
        return owner.pid.map { "end it (kill \($0)), or use another port:\n\(move)" } ?? "use another port: \(move)"
    }
}
