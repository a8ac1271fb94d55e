import ProxyModel
import Supervision

/// Where a status report comes from: the daemon, or what can be seen without one.
struct StatusSource {
    let context: CommandContext

    func report(on asked: ProviderWords) throws(CommandFailure) -> StatusReport {
        do {
            return try context.control.status(of: asked.names)
        } catch {
            guard error == .notRunning else { throw CommandFailure(control: error) }
        }
        let survey = OfflineSurvey(base: context.base, settings: try context.settings())
        guard survey.hasLiveEngines() else { return survey.report(on: asked.names) }
        // The daemon died and its engines did not: they get a new one, which adopts them as they are.
        let control = try context.startedControl()
        do {
            return try control.status(of: asked.names)
        } catch {
            throw CommandFailure(control: error)
        }
    }
}

extension CommandFailure {
    /// The daemon refused, or could not be talked to.
    init(control error: ControlError) {
        self.init(error.message, remedy: error.remedy)
    }
}
