import CommandParsing
import PlatformSupport

/// `daemon uninstall`: no daemon at login any more.
enum DaemonUninstallCommand: Command {
    static let spec = CommandSpec("uninstall", summary: "Start nothing at login any more.") { spec in
        spec.synonyms = ["disable"]
        spec.discussion = "The daemon ends, if systemd or launchd has started it; the proxies live on."
        spec.examples = [.init("ccproxy daemon uninstall", "Undo 'ccproxy daemon install'.")]
        spec.seeAlso = ["daemon install", "stop"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let autostart = try context.autostartService().autostart()
        guard try context.checkIsOurs(autostart) else {
            context.output.note("Nothing of ours is started at login.")
            return .done
        }
        let notes = try autostart.disable()
        do throws(SystemError) {
            try FileSystem.remove(autostart.file)
        } catch {
            throw CommandFailure(error)
        }
        autostart.forget()
        context.output.print("Nothing is started at login any more: \(autostart.file) is gone")
        for note in notes { context.output.note(note) }
        return .done
    }
}
