import ProxyModel
import Supervision

/// Where a status report comes from: the daemon, or what can be seen without one.
struct StatusSource {
    let context: CommandContext

    /// How the providers stand at this moment.
    func report(on asked: ProviderWords) throws(CommandFailure) -> StatusReport {
        let control = try context.control()
        do throws(ControlError) {
            return try control.status(of: asked.names)
        } catch {
            guard error == .notRunning || error == .shuttingDown else { throw asked.failure(error, in: context) }
        }
        try asked.check(in: context)
        let survey = OfflineSurvey(base: try context.base, settings: try context.settings())
        guard survey.hasLiveEngines() else { return survey.report(on: asked.names) }
        // The daemon died and its engines did not: they get a new one, which adopts them as they are.
        return try context.withDaemon(asked) { control throws(ControlError) in try control.status(of: asked.names) }
    }
}
