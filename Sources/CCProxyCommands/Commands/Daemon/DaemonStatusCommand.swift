import JSON
import CommandParsing
import ProxyModel
import Supervision

/// `daemon status`: whether it runs.
enum DaemonStatusCommand: Command {
    static let spec = CommandSpec("status", summary: "Show whether the daemon runs.") { spec in
        spec.discussion = "That none runs is nothing to worry about: the next command that needs one starts it."
        spec.sharedOptions = ["json"]
        spec.examples = [.init("ccproxy daemon status", "Show its PID, since when it runs, and its version.")]
        spec.exitStatuses = [.init("0", "it runs"), .init("3", "it does not run")]
        spec.seeAlso = ["status", "daemon stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let daemon = try daemon(in: context)
        if context.isJSON {
            context.output.printJSON(encoded(daemon))
        } else if let pid = daemon.pid, let uptime = daemon.uptimeSeconds {
            let since = Duration.seconds(uptime).inWords
            context.output.print("running, PID \(pid), up \(since), version \(daemon.version)")
        } else {
            context.output.print("not running")
        }
        return daemon.isRunning ? .done : .notHealthy
    }

    private static func daemon(in context: CommandContext) throws(CommandFailure) -> StatusReport.Daemon {
        let control = try context.control()
        do throws(ControlError) {
            return try control.status(of: []).daemon
        } catch {
            guard error == .notRunning else { throw CommandFailure(error) }
            return .init(isRunning: false, pid: nil, uptimeSeconds: nil, version: ProductVersion.text)
        }
    }

    /// The same as the member `daemon` of `status --json`.
    private static func encoded(_ daemon: StatusReport.Daemon) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.name("running")
        json.boolean(daemon.isRunning)
        json.name("pid")
        if let pid = daemon.pid { json.integer(pid) } else { json.null() }
        json.name("uptime_seconds")
        if let uptime = daemon.uptimeSeconds { json.double(uptime) } else { json.null() }
        json.name("version")
        json.string(daemon.version)
        json.endObject()
        return json.bytes
    }
}
