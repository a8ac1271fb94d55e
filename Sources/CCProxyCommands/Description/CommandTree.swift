import CommandParsing

/// The whole command line, described once: the parser, the help and the completions read it.
enum CommandTree {
    /// The headings of the root's help, in order.
    enum Group {
        static let daily = "Daily"
        static let accounts = "Accounts"
        static let inspect = "Look inside"
        static let settings = "Settings"
        static let service = "Service"
    }

    /// `ccproxy` with everything below it.
    static let root = CommandSpec(
        "ccproxy",
        summary: "Claude Code through local proxies: one for each provider, each kept healthy."
    ) { spec in
        spec.discussion = """
            'ccproxy run codex' makes sure that the codex proxy is up and becomes Claude Code, talking to it. Proxies \
            outlive the shell, what crashes is started again, and accounts of different providers never mix.
            """
        spec.options = GlobalOptions.all
        spec.subcommands = [
            RunCommand.spec, StartCommand.spec, StopCommand.spec, RestartCommand.spec, StatusCommand.spec,
            LinksCommand.spec, AuthCommand.spec, LogsCommand.spec, ModelsCommand.spec, DoctorCommand.spec,
            EngineCommand.spec, ConfigCommand.spec, CompletionsCommand.spec, InstallProfileCommand.spec,
            UninstallProfileCommand.spec,
            DaemonCommand.spec,
        ]
        spec.examples = [
            .init("ccproxy start all", "Start every enabled provider's proxy and wait until each is ready."),
            .init("ccproxy run codex -- -p 'hello'", "Ask one question through the codex proxy."),
            .init("ccproxy status --watch", "Watch the proxies."),
        ]
        spec.exitStatuses = [
            .init("0", "done"),
            .init("1", "failed: one line says what, one says what to do"),
            .init("2", "the command line was not understood"),
            .init("3", "status: something that was asked for does not run or is not healthy"),
            .init("126, 127", "run: Claude Code cannot be executed, or is not installed"),
            .init("130", "interrupted"),
        ]
    }

    /// The command that a path of words ends at; nil for one that only has others below it.
    static func command(at path: [String]) -> (any Command.Type)? {
        switch path {
        case ["run"]: RunCommand.self
        case ["start"]: StartCommand.self
        case ["stop"]: StopCommand.self
        case ["restart"]: RestartCommand.self
        case ["status"]: StatusCommand.self
        case ["links"]: LinksCommand.self
        case ["logs"]: LogsCommand.self
        case ["models"]: ModelsCommand.self
        case ["doctor"]: DoctorCommand.self
        case ["engine", "list"]: EngineListCommand.self
        case ["engine", "install"]: EngineInstallCommand.self
        case ["engine", "use"]: EngineUseCommand.self
        case ["config", "path"]: ConfigPathCommand.self
        case ["config", "show"]: ConfigShowCommand.self
        case ["config", "get"]: ConfigGetCommand.self
        case ["config", "set"]: ConfigSetCommand.self
        case ["config", "unset"]: ConfigUnsetCommand.self
        case ["config", "validate"]: ConfigValidateCommand.self
        case ["completions"]: CompletionsCommand.self
        case ["install-profile"]: InstallProfileCommand.self
        case ["uninstall-profile"]: UninstallProfileCommand.self
        case ["daemon", "run"]: DaemonRunCommand.self
        case ["daemon", "status"]: DaemonStatusCommand.self
        case ["daemon", "stop"]: DaemonStopCommand.self
        case ["daemon", "install"]: DaemonInstallCommand.self
        case ["daemon", "uninstall"]: DaemonUninstallCommand.self
        default: path.first == "auth" ? authCommand(at: path) : nil
        }
    }

    private static func authCommand(at path: [String]) -> (any Command.Type)? {
        switch path.dropFirst() {
        case ["login"]: AuthLoginCommand.self
        case ["status"]: AuthStatusCommand.self
        case ["refresh"]: AuthRefreshCommand.self
        case ["logout"]: AuthLogoutCommand.self
        case ["enable"]: AuthEnableCommand.self
        case ["disable"]: AuthDisableCommand.self
        case ["import"]: AuthImportCommand.self
        case ["add-key"]: AuthAddKeyCommand.self
        default: nil
        }
    }
}
