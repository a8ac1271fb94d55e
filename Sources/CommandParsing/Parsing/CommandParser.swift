/// Understands command lines as one description says.
///
/// Global options are understood before and after the command's words. `--name value`, `--name=value`, `-n5`, `-n 5`,
/// `-n=5` and letters in one (`-fv`) are all the same to it. Names are not abbreviated, so that a script that works
/// today still works when an option is added. Of an option that is given twice the last counts, so that an alias with
/// options can be overridden.
package struct CommandParser: Sendable {
    private let root: CommandSpec

    /// Makes a parser for the program that `root` describes.
    package init(_ root: CommandSpec) {
        self.root = root
    }

    /// What the arguments (without the program's name) ask for.
    ///
    /// No arguments at all ask for help. A request for help is answered even if the rest of the line is wrong, unless
    /// it is help on a command that does not exist: another command's text would look like the answer.
    package func parse(_ arguments: [String]) throws(CommandParsingError) -> CommandLineRequest {
        guard !arguments.isEmpty else { return .help(path: []) }
        var reading = CommandLineReading(arguments, root: root)
        do throws(CommandParsingError) {
            return try reading.run()
        } catch {
            let isHelpWanted = arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
            guard isHelpWanted, !error.isUnknownCommand else { throw error }
            return .help(path: reading.path)
        }
    }
}
