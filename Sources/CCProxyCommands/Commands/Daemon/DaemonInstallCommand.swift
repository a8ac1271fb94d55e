import CommandParsing
import PlatformSupport
import ProxyModel
import Supervision

/// `daemon install`: the daemon at every login.
enum DaemonInstallCommand: Command {
    static let spec = CommandSpec("install", summary: "Start the daemon at login, by systemd or launchd.") { spec in
        spec.synonyms = ["enable", "autostart"]
        spec.discussion = """
            Writes a unit for your own systemd, or an agent for launchd, and hands the daemon over to it: proxies that \
            run go on without a restart. Nobody needs this for the proxies to work, since every command starts a \
            daemon where it needs one; with it, the dashboard and what --start-all starts are there after a login.
            """
        spec.options = [OptionSpec("start-all", summary: "Start every enabled provider's proxy, too.")]
        spec.examples = [
            .init("ccproxy daemon install", "The daemon and its dashboard, at every login."),
            .init("ccproxy daemon install --start-all", "All proxies as well."),
        ]
        spec.seeAlso = ["daemon uninstall", "daemon status"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let service = try context.autostartService(startsAll: parsed.has("start-all"))
        let autostart = service.autostart()
        try context.checkIsOurs(autostart)
        do throws(SystemError) {
            try FileSystem.createDirectory(Paths.parent(of: autostart.file), mode: 0o755)
            try FileSystem.write(autostart.text, atomicallyTo: autostart.file, mode: 0o644, durable: true)
        } catch {
            throw CommandFailure(error)
        }
        context.output.print("The daemon starts at login: \(autostart.file)")
        let control = try context.control()
        let notes = try autostart.enable { () throws(CommandFailure) in
            do throws(ControlError) {
                _ = try control.shutDown(stoppingEngines: false)
            } catch {
                guard error == .notRunning || error == .shuttingDown else { throw CommandFailure(error) }
                control.waitForEnd()
            }
        }
        for note in notes { context.output.note(note) }
        return .done
    }
}

extension CommandContext {
    /// The service for this base directory and this program.
    func autostartService(startsAll: Bool = false) throws(CommandFailure) -> AutostartService {
        guard !executable.isEmpty else { throw CommandFailure("the system does not say where this program lies") }
        return AutostartService(
            base: try base,
            executable: executable,
            startsAll: startsAll,
            environment: environment
        )
    }

    /// Refuses a file that somebody else has written, or that is about another base directory.
    ///
    /// - Returns: whether there is a file.
    @discardableResult
    func checkIsOurs(_ autostart: any Autostart) throws(CommandFailure) -> Bool {
        let bytes: [UInt8]?
        do throws(SystemError) {
            bytes = try FileSystem.readIfPresent(autostart.file, limit: 1 << 20)
        } catch {
            throw CommandFailure(error)
        }
        guard let bytes else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("'ccproxy daemon uninstall' removes it") else {
            throw CommandFailure("\(autostart.file) is not ours", remedy: "move it away, then try again")
        }
        let base = try base
        let names = [SystemdUnit.quoted(base.path), "<string>\(LaunchAgent.escaped(base.path))</string>"]
        guard names.contains(where: text.contains) else {
            throw CommandFailure(
                "\(autostart.file) is for another base directory, and there can be one",
                remedy: "ccproxy --home <that directory> daemon uninstall"
            )
        }
        return true
    }
}
