import CommandParsing

/// One command: what it is called and takes, and what it does.
protocol Command {
    /// Its place in the ``CommandTree``.
    static var spec: CommandSpec { get }

    /// Does it and says with which status the program ends.
    ///
    /// - Throws: `CommandFailure`, which ``CommandLineProgram`` prints.
    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode
}
