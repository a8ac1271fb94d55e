import CommandParsing
import PlatformSupport
import ProxyModel
import Supervision

/// `stop`: gone, and verified gone.
enum StopCommand: Command {
    static let spec = CommandSpec("stop", summary: "Stop proxies and verify that nothing of them is left.") { spec in
        spec.group = CommandTree.Group.daily
        spec.synonyms = ["down", "kill", "end"]
        spec.discussion = """
            Without an argument everything ends: every proxy, the dashboard and the daemon, and stale PID files are \
            removed. A process that is not ours is never touched, whatever port it holds and whatever a PID file says.
            """
        spec.positionals = [.providers("Which to stop; everything, the daemon included, with 'all' or none.")]
        spec.sharedOptions = ["json"]
        spec.examples = [
            .init("ccproxy stop", "Stop everything."),
            .init("ccproxy stop codex", "Stop one; the others and the daemon go on."),
        ]
        spec.exitStatuses = [
            .init("0", "nothing of what was asked for runs any more, or did before"),
            .init("1", "something could not be ended"),
        ]
        spec.seeAlso = ["start", "restart", "daemon stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let asked = try ProviderWords(parsed.arguments("provider"), in: context)
        guard let results = try stop(asked, context) else {
            if context.isJSON { context.output.printJSON(ControlResult.encode([])) }
            context.output.note("Nothing was running.")
            return .done
        }
        // Of everything, only what there was to stop is worth a line.
        let shown = asked.isAll && !context.isJSON ? results.filter { $0.hasChanged || !$0.isDone } : results
        let code = ResultsView(results: shown).show(in: context) { $0.hasChanged ? "stopped" : "was not running" }
        if asked.isAll, code == .done, !context.isJSON { context.output.note("The daemon has ended.") }
        return code
    }

    /// What became of the providers; nil when there was nothing to end.
    private static func stop(
        _ asked: ProviderWords,
        _ context: CommandContext
    ) throws(CommandFailure) -> [ControlResult]? {
        let control = try context.control()
        return try Waiting.during("stopping \(asked.inWords)", context) { waiting throws(CommandFailure) in
            func end(_ control: ControlClient) throws(ControlError) -> [ControlResult] {
                asked.isAll
                    ? try control.shutDown(stoppingEngines: true, whileWaiting: waiting)
                    : try control.stop(asked.names, whileWaiting: waiting)
            }
            do throws(ControlError) {
                return try end(control)
            } catch .notRunning {
                return try context.hasLeftovers(asked) ? context.withDaemon(asked, end) : nil
            } catch .shuttingDown {
                control.waitForEnd()
                return try context.hasLeftovers(asked) ? context.withDaemon(asked, end) : nil
            } catch {
                throw asked.failure(error, in: context)
            }
        }
    }
}

extension CommandContext {
    /// Whether engines of a daemon that has died live on, which only another daemon can end; stale files are removed.
    fileprivate func hasLeftovers(_ asked: ProviderWords) throws(CommandFailure) -> Bool {
        try asked.check(in: self)
        let survey = OfflineSurvey(base: try base, settings: try settingsOrDirectories())
        if survey.hasLiveEngines() { return true }
        survey.removeStaleRecords()
        return false
    }

    /// The settings; where they cannot be read, a provider for each directory, so that stopping still works.
    private func settingsOrDirectories() throws(CommandFailure) -> Settings {
        if let settings = try? settings() { return settings }
        var settings = Settings()
        let names = (try? FileSystem.list(try base.configs)) ?? []
        settings.providers = names.compactMap { name in
            ProviderID(name).map { ProviderSettings(id: $0, kind: .codex, port: 0) }
        }
        return settings
    }
}
