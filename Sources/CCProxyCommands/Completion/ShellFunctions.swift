import CommandParsing

/// The functions that our shell files define: one line each, which hands its arguments to a command.
enum ShellFunctions {
    /// The function through which they all run the program.
    static let runner = "__cc_proxy"

    /// Those whose arguments are ours to complete; those of `cc-codex` and its like are Claude Code's.
    static let all = [
        ShellFunction("cc-proxy-start-all", words: ["start", "all"]),
        ShellFunction("cc-proxy-status", words: ["status"]),
        ShellFunction("cc-proxy-links", words: ["links"]),
        ShellFunction("cc-proxy-stop", words: ["stop"]),
        ShellFunction("cc-proxy-auth", words: ["auth"]),
        ShellFunction("cc-proxy-logs", words: ["logs"]),
    ]
}
