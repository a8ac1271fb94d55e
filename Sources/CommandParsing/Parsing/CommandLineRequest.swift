/// What a command line asks for.
package enum CommandLineRequest: Equatable, Sendable {
    /// Carry out a command.
    case command(ParsedCommand)

    /// Show the help of the command at this path; the root's when it is empty.
    case help(path: [String])

    /// Show the version.
    case version
}
