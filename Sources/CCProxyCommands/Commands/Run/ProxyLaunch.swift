import ProxyModel
import Supervision

/// Brings a preset's proxy up for Claude Code.
struct ProxyLaunch {
    let preset: Preset
    let provider: ProviderSettings
    let context: CommandContext

    /// How to launch Claude Code; nil when the proxy is not up, which has been explained then.
    func plan(arguments: [String]) throws(CommandFailure) -> LaunchPlan? {
        let results = try start()
        guard let result = results.first, result.isDone else {
            ResultsView(results: results).complain(on: context.output)
            return nil
        }
        let base = try context.base
        let directory = base.provider(provider.id)
        // As it was proven, which need not be as the settings say by now.
        let provider = provider.listening(as: result.status)
        noteMove(from: provider.port)
        if result.status.isOurGateway, let problem = GatewayLimits.problem(of: provider) {
            context.output.note("ccproxy: \(problem).")
            context.output.note("  \(GatewayLimits.remedy(for: provider))")
        } else {
            noteAccounts(result.status.accounts, hasKeys: ConfiguredKeys.exist(in: directory))
        }
        if context.isVerbose { context.output.note("ccproxy: \(preset.name) goes through \(provider.url)") }
        do throws(ProviderKeysError) {
            let keys = try ProviderKeys.loadOrCreate(base: base, provider: provider.id)
            return .through(
                preset,
                provider: provider,
                key: keys.apiKey,
                environment: context.environment,
                arguments: arguments
            )
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    private func start() throws(CommandFailure) -> [ControlResult] {
        let asked = ProviderWords(provider.id)
        return try Waiting.during("starting \(asked.inWords)", context) { waiting throws(CommandFailure) in
            try context.withDaemon(asked) { control throws(ControlError) in
                try control.start(asked.names, whileWaiting: waiting)
            }
        }
    }

    /// Says that a port of the settings does not count yet.
    private func noteMove(from port: UInt16) {
        guard port != provider.port else { return }
        context.output.note(
            "ccproxy: \(provider.id) runs on port \(port) and not yet on \(provider.port), as it is set."
        )
        context.output.note("  'ccproxy restart \(provider.id)' moves it; requests under way are broken off.")
    }

    /// Says when requests will be refused, or soon, and how to change that.
    private func noteAccounts(_ accounts: [StatusReport.Account], hasKeys: Bool) {
        let output = context.output
        for account in accounts {
            guard let reason = account.reason else { continue }
            output.note("ccproxy: \(TerminalText.harmless("\(provider.id): \(account.label): \(reason)"))")
        }
        let isUsable = hasKeys || accounts.contains { $0.reason == nil && $0.state != .disabled }
        if isUsable && accounts.allSatisfy({ $0.reason == nil }) { return }
        if accounts.isEmpty {
            output.note("ccproxy: no account is signed in for \(provider.id), so its proxy cannot answer requests.")
        } else if !isUsable {
            output.note("ccproxy: no account of \(provider.id) can be used, so its proxy cannot answer requests.")
        }
        context.output.note("  \(SignInHint.text(for: provider))")
    }
}
