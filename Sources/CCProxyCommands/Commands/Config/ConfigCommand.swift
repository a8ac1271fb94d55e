import CommandParsing

/// `config`: the settings, and where each value comes from.
enum ConfigCommand {
    static let spec = CommandSpec("config", summary: "Show, check and change the settings.") { spec in
        spec.group = CommandTree.Group.settings
        spec.synonyms = ["settings", "configure"]
        spec.discussion = """
            Everything has a default; configs/ccproxy.yaml holds what you want otherwise. A variable of the environment \
            (CCPROXY_PROVIDERS__CODEX__PORT=18431) wins over one in the base directory's .env, which wins over the file.
            """
        spec.subcommands = [
            ConfigShowCommand.spec, ConfigGetCommand.spec, ConfigSetCommand.spec, ConfigUnsetCommand.spec,
            ConfigValidateCommand.spec, ConfigPathCommand.spec,
        ]
        spec.examples = [
            .init("ccproxy config show", "Every setting, its value, and where that comes from."),
            .init("ccproxy config set providers.codex.port 18431", "Change one."),
        ]
    }
}

extension PositionalSpec {
    /// The dotted name of a setting, or of a group of them.
    static func setting(_ arity: Arity, _ summary: String) -> PositionalSpec {
        PositionalSpec("name", .words(kind: "setting"), arity, summary: summary)
    }
}
