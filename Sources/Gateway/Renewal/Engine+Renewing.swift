import HTTPTransport
import PlatformSupport
import ProxyModel
import SignIn

extension Engine {
    /// What renews tokens, with the settings that hold at each moment.
    func renewer(on loop: EventLoop, _ client: UpstreamClient) -> TokenRenewer {
        let (configuration, environment) = (configuration, environment)
        return TokenRenewer(
            on: loop,
            client: client,
            settings: { configuration.current.signInSettings(of: $0, environment) },
            proxy: { configuration.current.proxy }
        )
    }

    /// Renews a token that an upstream has refused.
    func hook(_ renewer: TokenRenewer) -> CredentialRenewal {
        { account in
            let outcome = await renewer.renew(account.file, .rejected(accessToken: account.rejected.revealed))
            note(outcome, of: Paths.name(of: account.file))
            return outcome.token?.accessToken
        }
    }

    /// Renews tokens before their time is over, until the task is cancelled.
    func renewAhead(with renewer: TokenRenewer, on loop: EventLoop) async {
        var schedule = RenewalSchedule()
        while !Task.isCancelled {
            let plan = schedule.plan(expiring, now: .now)
            let directory = configuration.current.credentialDirectory
            await withDiscardingTaskGroup { group in
                for name in plan.due {
                    group.addTask { await renewAhead(name, in: directory, with: renewer) }
                }
            }
            guard (try? await loop.sleep(for: plan.pause)) != nil else { return }
        }
    }

    private func renewAhead(_ name: String, in directory: String, with renewer: TokenRenewer) async {
        // The file may hold a newer token already, which then is no reason to renew it.
        let limit = Timestamp.now.advanced(bySeconds: RenewalSchedule.lead + RenewalSchedule.spread)
        let outcome = await renewer.renew(Paths.join(directory, name), .due(until: limit))
        // What comes of it when the engine ends meanwhile is in the file, and nobody is left to be told.
        if !Task.isCancelled { note(outcome, of: name) }
    }

    /// The accounts whose tokens' time ends.
    private var expiring: [(file: String, expiry: Timestamp)] {
        accounts.records.compactMap { record in
            guard case .tokenFile(let name) = record.account.source, !record.account.isDisabled,
                let expiry = record.account.expiry
            else { return nil }
            return (name, expiry)
        }
    }

    /// Says what has come of it, once, and lets an account show why it cannot be renewed.
    private func note(_ outcome: RenewalOutcome, of name: String) {
        switch outcome {
        case .current: break
        case .renewed:
            log.write(.info, "\(name): \(outcome)")
            accounts.update(name) { $0.renewalFailure = nil }
        case .failed(let error):
            let refusal = error.refusalReason.map {
                "signing in again is needed: the provider refuses to renew (\($0))"
            }
            let text = refusal ?? "\(error)"
            var isNew = true
            accounts.update(name) { entry in
                isNew = entry.renewalFailure != text
                entry.renewalFailure = text
                if let refusal { entry.refusal = refusal }
            }
            if isNew { log.write(.warning, "\(name): \(refusal ?? "\(outcome)")") }
        }
    }
}
