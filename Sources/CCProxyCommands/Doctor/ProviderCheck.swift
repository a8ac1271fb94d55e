import PlatformSupport
import ProxyModel

/// Everything about one provider.
struct ProviderCheck {
    let provider: ProviderSettings
    let base: BaseDirectory
    let report: DaemonReport
    let context: CommandContext

    private var name: String { provider.id.name }
    private var directory: ProviderDirectory { base.provider(provider.id) }

    func findings() -> [Finding] {
        [engine()]
            + ConfigurationCheck(provider: provider, directory: directory).findings()
            + permissions()
            + [PortCheck(provider: provider, directory: directory, status: report.provider(provider.id)).finding()]
            + state()
            + AccountCheck(provider: provider, directory: directory, signIn: signIn).findings()
            + keys()
    }

    private var signIn: String? { SignInHint(provider: provider, context: context).text }

    private func engine() -> Finding {
        do throws(EngineLocationError) {
            let engine = try EngineLocator(base: base, executable: context.executable).locate(provider.engine)
            return .ok("engine", of: name, engine.name == engine.path ? engine.path : "\(engine.name): \(engine.path)")
        } catch {
            return .broken("engine", of: name, "\(error)", remedy: error.remedy)
        }
    }

    private func permissions() -> [Finding] {
        PermissionCheck.directory(directory.path, check: "permissions", provider: name)
            + PermissionCheck.file(directory.configuration, check: "permissions", provider: name, isSecret: true)
    }

    /// What the daemon has to say, if that is nothing good.
    private func state() -> [Finding] {
        guard let status = report.provider(provider.id), let error = status.lastError else { return [] }
        switch status.state {
        case .failed, .unhealthy, .backoff:
            return [.broken("state", of: name, "\(status.state.rawValue): \(error)", remedy: "ccproxy logs \(name)")]
        // A port that somebody else holds has a finding of its own.
        case .foreign, .running, .starting, .stopping, .stopped: return []
        }
    }

    private func keys() -> [Finding] {
        do throws(ProviderKeysError) {
            let keys = try ProviderKeys.load(base: base, provider: provider.id)
            return [.ok("keys", of: name, keys == nil ? "none yet; the first start makes them" : "generated")]
        } catch {
            return [.broken("keys", of: name, "\(error)", remedy: nil)]
        }
    }
}
