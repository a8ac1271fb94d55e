import ProxyModel
import Supervision

/// Every check, in the order in which they are shown.
///
/// Works when everything is broken: what a check needs and cannot have, it reports or does without.
struct Doctor {
    let context: CommandContext

    /// What the checks have found.
    func findings() -> [Finding] {
        // The defaults where they cannot be read, which has a finding of its own.
        let settings = (try? context.settings()) ?? Settings()
        let claude = ClaudeCheck(environment: context.environment, configured: settings.claudePath).finding()
        do throws(BaseDirectoryError) {
            let (base, origin) = try context.location.found.get()
            let report = DaemonReport(base: base)
            return InstallationCheck(base: base, origin: origin).findings()
                + SettingsCheck(base: base, environment: context.environment).findings()
                + DaemonCheck(report: report, survey: OfflineSurvey(base: base, settings: settings)).findings()
                + DashboardCheck(report: report).findings()
                + [claude, LibraryCheck().finding()]
                + ShellCheck(base: base, environment: context.environment).findings()
                + settings.enabledProviders.flatMap { provider in
                    ProviderCheck(provider: provider, base: base, report: report, context: context).findings()
                }
        } catch {
            return [InstallationCheck.nowhere(error), claude, LibraryCheck().finding()]
        }
    }
}
