import CommandParsing
import ProxyModel
import Supervision

/// `daemon`: the supervisor itself.
enum DaemonCommand {
    static let spec = CommandSpec("daemon", summary: "The supervisor that keeps the proxies up.") { spec in
        spec.group = CommandTree.Group.service
        spec.discussion = """
            One for each base directory, started when it is needed. It can go at any time: the proxies live on, and the \
            next one takes them over as they are, without a restart and without a dropped stream.
            """
        spec.subcommands = [DaemonRunCommand.spec, DaemonStatusCommand.spec, DaemonStopCommand.spec]
    }
}

/// `daemon run`: be the daemon.
enum DaemonRunCommand: Command {
    static let spec = CommandSpec("run", summary: "Run the daemon in the foreground, until TERM or Ctrl-C.") { spec in
        spec.discussion = "Log lines go to standard error. The proxies live on when it ends."
        spec.options = [
            OptionSpec("announce", summary: "Say on descriptor 3 when it is ready, and log to the file.", isHidden: true)
        ]
        spec.examples = [.init("ccproxy daemon run", "Watch the daemon at work.")]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let program = DaemonProgram(
            base: context.base,
            executable: context.executable,
            environment: context.environment,
            isAnnouncing: parsed.has("announce")
        )
        do {
            try program.run()
            return .done
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
    }
}

/// `daemon status`: whether it runs.
enum DaemonStatusCommand: Command {
    static let spec = CommandSpec("status", summary: "Show whether the daemon runs.") { spec in
        spec.sharedOptions = ["json"]
        spec.examples = [.init("ccproxy daemon status", "PID, uptime and version.")]
        spec.exitStatuses = [.init("3", "it does not run")]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let daemon: StatusReport.Daemon
        do {
            daemon = try context.control.status(of: []).daemon
        } catch {
            guard error == .notRunning else { throw CommandFailure(control: error) }
            daemon = .init(isRunning: false, pid: nil, uptimeSeconds: nil, version: ProductVersion.text)
        }
        if context.isJSON {
            context.output.write(daemon.encoded() + [UInt8(ascii: "\n")])
        } else if let pid = daemon.pid, let uptime = daemon.uptimeSeconds {
            context.output.print("running, PID \(pid), up \(Duration.seconds(uptime).inWords), version \(daemon.version)")
        } else {
            context.output.print("not running")
        }
        return daemon.isRunning ? .done : .notHealthy
    }
}

/// `daemon stop`: end the daemon and nothing else.
enum DaemonStopCommand: Command {
    static let spec = CommandSpec("stop", summary: "End the daemon; the proxies live on.") { spec in
        spec.discussion = "'ccproxy stop' ends the proxies as well."
        spec.examples = [.init("ccproxy daemon stop", "For example before an update of ccproxy.")]
        spec.seeAlso = ["stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        do {
            _ = try context.control.shutDown(stoppingEngines: false)
            context.output.note("The daemon has ended; the proxies live on.")
        } catch {
            guard error == .notRunning else { throw CommandFailure(control: error) }
            context.output.note("The daemon was not running.")
        }
        return .done
    }
}
