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
        let status = report.provider(provider.id)
        let signIn = SignInHint.text(for: provider)
        return [engine()]
            + ConfigurationCheck(provider: provider, directory: directory).findings()
            + permissions()
            + Self.exposure(of: provider)
            + [PortCheck(provider: provider, directory: directory, status: status).finding()]
            + Self.state(of: status)
            + AccountCheck(provider: provider, directory: directory, signIn: signIn).findings()
            + [keys()]
    }

    private func engine() -> Finding {
        let check = Check("engine", of: name)
        do throws(EngineLocationError) {
            let engine = try EngineLocator(base: base, executable: context.executable).locate(provider.engine)
            if Paths.name(of: engine.name) == EngineKind.gateway.rawValue,
                let problem = GatewayLimits.problem(of: provider)
            {
                return check.warning(problem, remedy: GatewayLimits.remedy(for: provider))
            }
            return check.ok(engine.name == engine.path ? engine.path : "\(engine.name): \(engine.path)")
        } catch {
            return check.broken("\(error)", remedy: error.remedy)
        }
    }

    private func permissions() -> [Finding] {
        let check = Check("permissions", of: name)
        return PermissionCheck(check: check).directory(directory.path)
            + PermissionCheck(check: check, isSecret: true).file(directory.configuration)
    }

    /// Who else can reach the port, which nothing but a key protects.
    static func exposure(of provider: ProviderSettings) -> [Finding] {
        guard !provider.isOnLoopback else { return [] }
        let name = provider.id.name
        let found = "listens on \(provider.host): other machines reach it, and its key is all that keeps them out"
        return [
            Check("address", of: name)
                .warning(found, remedy: "ccproxy config set providers.\(name).host 127.0.0.1")
        ]
    }

    /// What the daemon has to say, if that is nothing good.
    static func state(of status: StatusReport.Provider?) -> [Finding] {
        guard let status, let error = status.lastError else { return [] }
        switch status.state {
        case .failed, .unhealthy, .backoff:
            let found = "\(status.state.rawValue): \(error)"
            return [Check("state", of: status.provider).broken(found, remedy: "ccproxy logs \(status.provider)")]
        // A port that somebody else holds has a finding of its own.
        case .foreign, .running, .starting, .stopping, .stopped: return []
        }
    }

    private func keys() -> Finding {
        let check = Check("keys", of: name)
        do throws(ProviderKeysError) {
            let keys = try ProviderKeys.load(base: base, provider: provider.id)
            return check.ok(keys == nil ? "none yet; the first start makes them" : "generated")
        } catch {
            return check.broken("\(error)", remedy: nil)
        }
    }
}
