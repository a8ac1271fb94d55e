import CommandParsing
import PlatformSupport
import ProxyModel

/// `install-profile`: the shell functions in every new shell.
enum InstallProfileCommand: Command {
    static let shells = PositionalSpec(
        "shell",
        .choice(ProfileShell.allCases.map(\.rawValue)),
        .any,
        summary: "Which shells; every one that has a profile without it."
    )
    static let file = OptionSpec(
        "file",
        value: .init("FILE", .file),
        summary: "Use this profile; with exactly one shell named."
    )

    static let spec = CommandSpec("install-profile", summary: "Load cc-codex and the other functions in new shells.") {
        spec in
        spec.group = CommandTree.Group.settings
        spec.synonyms = ["install", "setup", "profile", "init"]
        spec.discussion = """
            Adds three lines to the profile of each shell: ~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish, \
            ~/.config/powershell/profile.ps1. Nothing else in it changes, a copy of what it was is kept beside it, \
            links stay links, and doing it again changes nothing. A profile that does not exist is made only after a \
            question, or with --yes.
            """
        spec.positionals = [shells]
        spec.options = [
            OptionSpec("yes", short: "y", summary: "Make a profile that does not exist, without a question."),
            file,
            OptionSpec("offer", summary: "Ask, once, as the shell files do.", isHidden: true),
        ]
        spec.examples = [
            .init("ccproxy install-profile", "For every shell that has a profile."),
            .init("ccproxy install-profile zsh --yes", "For zsh, also if it has none yet."),
        ]
        spec.seeAlso = ["uninstall-profile", "completions"]
    }

    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode {
        let set = try ProfileSet(context)
        var files = try set.files(parsed)
        if parsed.has("offer") { return offer(files, set) }
        if files.isEmpty { files = [set.usual] }
        for file in files where !FileSystem.exists(file.path) && !parsed.has("yes") {
            guard set.ask("There is no \(file.shortPath). Make it?") else {
                throw CommandFailure(
                    "there is no \(file.shortPath), and nothing was made",
                    remedy: "ccproxy install-profile \(file.shell.rawValue) --yes"
                )
            }
        }
        return try install(files, set)
    }

    private static func install(_ files: [ProfileFile], _ set: ProfileSet) throws(CommandFailure) -> ExitCode {
        let output = set.context.output
        for file in files {
            let functions = file.shell.functions(in: set.base)
            guard FileSystem.exists(functions) else {
                throw CommandFailure(
                    "there is no \(functions), which \(file.shortPath) would load",
                    remedy: "use the base directory that has the shell files: --home DIR, or CCPROXY_HOME"
                )
            }
            let isNew = try file.install(functions)
            output.print(isNew ? "\(file.shortPath): loads the functions now" : "\(file.shortPath): loads them already")
            if isNew, FileSystem.exists(file.backup) { output.note("  what it was: \(file.backup)") }
        }
        set.rememberOffer()
        output.note(
            "New shells have cc-codex, cc-proxy-status and the others; 'ccproxy uninstall-profile' undoes this."
        )
        return .done
    }

    /// What the shell files call when they are loaded for the first time: one question in a lifetime, on a terminal.
    private static func offer(_ wanted: [ProfileFile], _ set: ProfileSet) -> ExitCode {
        guard !set.wasOffered else { return .done }
        if set.isInstalled(in: wanted) {
            set.rememberOffer()
            return .done
        }
        // A question that cannot be remembered would be asked in every shell.
        guard Terminal.isThere, set.rememberOffer() else { return .done }
        let files = wanted.isEmpty ? [set.usual] : wanted
        let names = files.map(\.shortPath).joined(separator: ", ")
        let output = set.context.output
        guard set.ask("ccproxy: load cc-codex and the other functions in every new shell, by \(names)?") else {
            output.print("Not now. 'cc_proxy_install_profile' does it later; nobody will ask again.")
            return .done
        }
        do throws(CommandFailure) {
            return try install(files, set)
        } catch {
            output.complain(error)
            return .failed
        }
    }
}

extension ProfileSet {
    /// The profiles that a command line names; those that exist, where it names none.
    func files(_ parsed: ParsedCommand) throws(CommandFailure) -> [ProfileFile] {
        let shells = parsed.arguments("shell").compactMap { ProfileShell(rawValue: $0) }
        guard let path = parsed.value(of: InstallProfileCommand.file.long) else {
            return shells.isEmpty ? existing : shells.map { profile(of: $0) }
        }
        guard shells.count == 1, !path.isEmpty else {
            throw CommandFailure("--file goes with exactly one shell", exitCode: .wrongUsage)
        }
        do throws(SystemError) {
            return [profile(of: shells[0], at: try FileSystem.absolutePath(path))]
        } catch {
            throw CommandFailure(error)
        }
    }
}
