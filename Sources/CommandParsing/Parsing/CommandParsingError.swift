/// Why a command line was not understood.
package struct CommandParsingError: Error, Equatable, Sendable {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        /// The word names no command here.
        case unknownCommand(String, nearest: String?)

        /// A command must follow: one of these.
        case missingCommand(choices: [String])

        /// The command has no such option.
        case unknownOption(String, nearest: String?)

        /// The program has the option, but not for this command.
        case optionNotForCommand(String)

        /// The option needs a value.
        case missingValue(option: String, valueName: String)

        /// The option is a flag, and was given a value.
        case unexpectedValue(option: String, value: String)

        /// The value is not what the place (`--lines`, `<shell>`) takes.
        case invalidValue(String, place: String, kind: ValueKind, nearest: String?)

        /// A required argument is missing.
        case missingArgument(PositionalSpec)

        /// A word too many.
        case unexpectedArgument(String)

        /// The word can only be meant for the program that the command starts, and must come after `--`.
        case belongsAfterTerminator(String, recipient: String, nearest: String?, corrected: String)
    }

    /// Whether a command was named that does not exist.
    var isUnknownCommand: Bool {
        guard case .unknownCommand = reason else { return false }
        return true
    }

    /// What is wrong.
    package let reason: Reason

    /// The program and the words of the command where it is wrong: `["ccproxy", "auth", "login"]`.
    package let command: [String]

    /// The status with which the program ends: wrong usage.
    package var exitStatus: Int32 { 2 }
}
