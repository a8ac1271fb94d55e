import CommandParsing
import Supervision

/// `daemon stop`: end the daemon and nothing else.
enum DaemonStopCommand: Command {
    static let spec = CommandSpec("stop", summary: "End the daemon; the proxies live on.") { spec in
        spec.discussion = """
            Until the next one has started, a proxy that crashes stays down. 'ccproxy stop' ends the proxies as well.
            """
        spec.examples = [
            .init("ccproxy daemon stop", "For example after an update: the next command starts the new one.")
        ]
        spec.seeAlso = ["stop", "daemon status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let control = try context.control()
        do throws(ControlError) {
            _ = try Waiting.during("ending the daemon", context) { waiting throws(ControlError) in
                try control.shutDown(stoppingEngines: false, whileWaiting: waiting)
            }
            context.output.note("The daemon has ended; the proxies live on.")
        } catch {
            guard error == .notRunning else { throw CommandFailure(error) }
            context.output.note("The daemon was not running.")
        }
        return .done
    }
}
