import ProxyModel
import Supervision

/// Every check, in the order in which they are shown.
///
/// Works when everything is broken: what a check needs and cannot have, it reports or does without.
struct Doctor {
    let context: CommandContext

    /// What the checks have found.
    func findings() -> [Finding] {
        let program = [ClaudeCheck(environment: context.environment, settings: settings).finding(), LibraryCheck().finding()]
        guard case .success(let location) = context.location.found else {
            return InstallationCheck.nowhere(context.location.found) + program
        }
        let base = location.base
        let report = DaemonReport(base: base)
        let general =
            InstallationCheck(base: base, origin: "\(location.origin)").findings()
            + SettingsCheck(base: base, environment: context.environment).findings()
            + DaemonCheck(report: report, survey: OfflineSurvey(base: base, settings: settings)).findings()
        let providers = settings.enabledProviders.flatMap { provider in
            ProviderCheck(provider: provider, base: base, report: report, context: context).findings()
        }
        return general + program + ShellCheck(base: base, environment: context.environment).findings() + providers
    }

    /// The settings; the defaults where they cannot be read, which has a finding of its own.
    private var settings: Settings { (try? context.settings()) ?? Settings() }
}
