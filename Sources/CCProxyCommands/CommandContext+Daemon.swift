import ProxyModel
import Supervision

extension CommandContext {
    /// The way to the daemon, whether or not one runs.
    func control() throws(CommandFailure) -> ControlClient { ControlClient(base: try base) }

    /// Asks the daemon for something; one that does not run is started, and one that is just ending is waited for.
    ///
    /// - Parameters:
    ///   - asked: the providers that it is about.
    ///   - body: asks.
    /// - Returns: The answer.
    /// - Throws: `CommandFailure` when no daemon can be started or it refuses.
    func withDaemon<Answer>(
        _ asked: ProviderWords,
        _ body: (ControlClient) throws(ControlError) -> Answer
    ) throws(CommandFailure) -> Answer {
        // Between the start and the question somebody else may have stopped it again; nobody does that for ever.
        var last = ControlError.notRunning
        for _ in 0..<5 {
            let control = try startedControl()
            do throws(ControlError) {
                return try body(control)
            } catch {
                guard error == .shuttingDown || error == .notRunning else { throw asked.failure(error, in: self) }
                last = error
                control.waitForEnd()
            }
        }
        throw CommandFailure(last)
    }

    private func startedControl() throws(CommandFailure) -> ControlClient {
        let base = try base
        do throws(DaemonStarter.Failure) {
            try DaemonStarter(base: base, executable: executable, environment: environment).ensureRunning()
            return ControlClient(base: base)
        } catch {
            // A daemon that does not like the settings can only say so; here is what to do about them.
            _ = try settings()
            throw CommandFailure(error.message, remedy: error.remedy ?? "'ccproxy doctor' looks further")
        }
    }
}
