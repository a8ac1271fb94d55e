import CommandParsing

/// `engine`: the programs behind the ports.
enum EngineCommand {
    static let spec = CommandSpec("engine", summary: "The programs behind the ports: list, install, choose.") { spec in
        spec.group = CommandTree.Group.settings
        spec.synonyms = ["engines", "update", "upgrade"]
        spec.discussion = """
            An engine is the program that listens on a provider's port. 'ccproxy-gateway' comes with ccproxy, so \
            nothing needs to be installed; 'cli-proxy-api' is used where it is installed, unless the settings say \
            otherwise.
            """
        spec.subcommands = [EngineListCommand.spec, EngineInstallCommand.spec, EngineUseCommand.spec]
        spec.examples = [
            .init("ccproxy engine list", "Show what there is, and who uses what."),
            .init("ccproxy engine install", "Install the latest cli-proxy-api."),
        ]
    }
}
