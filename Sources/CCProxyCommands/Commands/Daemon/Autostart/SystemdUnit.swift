import PlatformSupport

/// A unit of the user's own systemd.
struct SystemdUnit: Autostart {
    let service: AutostartService

    let name = "ccproxy.service"

    private var directory: String {
        let configured = service.environment["XDG_CONFIG_HOME", default: ""]
        let configuration = configured.hasPrefix("/") ? configured : Paths.join(service.home, ".config")
        return Paths.join(configuration, "systemd/user")
    }

    var file: String { Paths.join(directory, name) }

    /// What makes systemd start it at login; what `systemctl enable` makes, for where no systemd listens.
    private var wish: String { Paths.join(directory, "default.target.wants/\(name)") }

    var text: String {
        """
        # \(Self.mark)
        [Unit]
        Description=ccproxy, which keeps the proxies for Claude Code up

        [Service]
        # The daemon says itself when it is ready and when it ends, so that its status is true.
        Type=notify
        NotifyAccess=main
        ExecStart=\(command)
        # It ends with 0 when 'ccproxy stop' ends it; then it stays so.
        Restart=on-failure
        RestartSec=1
        # The proxies live on when the daemon ends or is restarted, and the next one takes them over.
        KillMode=process
        UMask=0077

        [Install]
        WantedBy=default.target

        """
    }

    /// The program stands in it twice: what is executed knows no variables, its name as the first argument does.
    private var command: String {
        let words = service.arguments.map(Self.quoted)
        let program = Self.quotedLiterally(service.executable)
        return (words.first == program ? words : ["@" + program] + words).joined(separator: " ")
    }

    /// An argument as systemd.service(5) reads it: in quotes, with specifiers and variables made plain.
    static func quoted(_ word: String) -> String { quotedLiterally(word.replacing("$", with: "$$")) }

    /// The same without variables, as for the program itself.
    private static func quotedLiterally(_ word: String) -> String {
        var text = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\\", "\"": text += "\\\(scalar)"
            case "%": text += "%%"
            // A line end would end the setting.
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"\(text)\""
    }

    func enable(_ stopCurrent: () throws(CommandFailure) -> Void) throws(CommandFailure) -> [String] {
        let reload = try systemctl("daemon-reload")
        guard reload.isSuccess else {
            try enableWithoutManager()
            return [
                "No systemd of yours answers now (\(reload.firstLine)).",
                "The daemon starts at your next login; to start it now: systemctl --user start \(name)", Self.linger,
            ]
        }
        try require("enable", name)
        // Two cannot supervise the same engines: the one that runs hands them over.
        try stopCurrent()
        try require("restart", name)
        return ["It runs now; 'systemctl --user status ccproxy' shows it.", Self.linger]
    }

    private static let linger = "It ends when your last session does; 'loginctl enable-linger' keeps it from boot on."

    func disable() throws(CommandFailure) -> [String] {
        let result = try systemctl("disable", "--now", name)
        do throws(SystemError) {
            try FileSystem.remove(wish)
        } catch {
            throw CommandFailure(error)
        }
        guard !result.isSuccess else { return [] }
        // It says first what it has taken away, and then why nothing could be stopped.
        let reason = result.firstLine { !$0.hasPrefix("Removed ") }
        return ["No systemd of yours answers now (\(reason))."]
    }

    func forget() { _ = try? systemctl("daemon-reload") }

    private func enableWithoutManager() throws(CommandFailure) {
        do throws(SystemError) {
            try FileSystem.createDirectory(Paths.parent(of: wish), mode: 0o755)
            try FileSystem.writeLink(to: "../\(name)", atomicallyAt: wish)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func require(_ arguments: String...) throws(CommandFailure) {
        let result = try systemctl(arguments)
        guard !result.isSuccess else { return }
        throw CommandFailure(
            "systemctl --user \(arguments.joined(separator: " ")) failed: \(result.firstLine)",
            remedy: "systemctl --user status \(name)  and  journalctl --user -u \(name)  say more"
        )
    }

    private func systemctl(_ arguments: String...) throws(CommandFailure) -> ProgramRun { try systemctl(arguments) }

    private func systemctl(_ arguments: [String]) throws(CommandFailure) -> ProgramRun {
        guard let program = ProgramSearch.find("systemctl", path: service.environment["PATH"]) else {
            throw CommandFailure(
                "there is no systemctl in PATH: this system has no systemd that could start anything at login",
                remedy:
                    "let something else run this: \(service.arguments.map(ShellWords.quoted).joined(separator: " "))"
            )
        }
        do throws(SystemError) {
            return try ProgramRun(program, ["--user"] + arguments, environment: service.environment)
        } catch {
            throw CommandFailure(error)
        }
    }
}
