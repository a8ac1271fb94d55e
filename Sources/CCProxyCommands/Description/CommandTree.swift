package import CommandParsing

/// The whole command line, described once: the parser, the help and the completions read it.
package enum CommandTree {
    /// The headings of the root's help, in order.
    enum Group {
        static let daily = "Daily"
        static let inspect = "Look inside"
        static let settings = "Settings"
        static let service = "Service"
    }

    /// `ccproxy` with everything below it.
    package static let root = CommandSpec(
        "ccproxy",
        summary: "Claude Code through local proxies, one per provider, each kept healthy."
    ) { spec in
        spec.discussion = """
            'ccproxy run codex' makes sure that the codex proxy is up and becomes Claude Code, talking to it. \
            Proxies outlive the shell; what crashes is started again; accounts of different providers never mix.
            """
        spec.options = GlobalOptions.all
        spec.subcommands = [
            RunCommand.spec, StartCommand.spec, StopCommand.spec, RestartCommand.spec, StatusCommand.spec,
            LogsCommand.spec, ModelsCommand.spec, DoctorCommand.spec,
            ConfigCommand.spec,
            DaemonCommand.spec, CompletionsCommand.spec,
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
            .init("3", "status: something asked for is not running or not healthy"),
            .init("126, 127", "run: claude cannot be executed, or is not installed"),
            .init("130", "interrupted"),
        ]
    }
}
