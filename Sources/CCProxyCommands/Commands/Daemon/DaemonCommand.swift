import CommandParsing

/// `daemon`: the supervisor itself.
enum DaemonCommand {
    static let spec = CommandSpec("daemon", summary: "The supervisor that keeps the proxies up.") { spec in
        spec.group = CommandTree.Group.service
        spec.discussion = """
            One for each base directory, started when it is needed. It can go at any time: the proxies live on, and the \
            next one takes them over as they are, without a restart and without a dropped stream.
            """
        spec.subcommands = [
            DaemonRunCommand.spec, DaemonStatusCommand.spec, DaemonStopCommand.spec, DaemonInstallCommand.spec,
            DaemonUninstallCommand.spec,
        ]
        spec.examples = [.init("ccproxy daemon status", "Show whether it runs, since when, and which version it is.")]
    }
}
