import CommandParsing
import Supervision

/// `daemon run`: be the daemon.
enum DaemonRunCommand: Command {
    static let spec = CommandSpec("run", summary: "Run the daemon in the foreground, until TERM or Ctrl-C.") { spec in
        spec.discussion = """
            What it does is logged on standard error and in the daemon's log. When it ends, the proxies live on. Nobody \
            needs this but service managers and the curious: every other command starts a daemon where it needs one.
            """
        spec.options = [
            OptionSpec("announce", summary: "Say on descriptor 3 when it is ready.", isHidden: true)
        ]
        spec.examples = [.init("ccproxy daemon run", "Watch the daemon at work.")]
        spec.seeAlso = ["daemon status", "logs"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let program = DaemonProgram(
            base: try context.base,
            executable: context.executable,
            environment: context.environment,
            isAnnouncing: parsed.has("announce"),
            makeGuest: { DashboardGuest($0) }
        )
        do throws(DaemonProgram.Failure) {
            try program.run()
            return .done
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
    }
}
