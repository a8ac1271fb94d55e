package import CommandParsing

/// One command: what it is called and takes, and what it does.
protocol Command {
    /// Its place in the ``CommandTree``.
    static var spec: CommandSpec { get }

    /// Does it and says with which status the program ends.
    ///
    /// - Throws: `CommandFailure`, which ``CommandLineProgram`` prints.
    static func run(_ parsed: ParsedCommand, in context: CommandContext) throws(CommandFailure) -> ExitCode
}

/// The program's exit status, as `cli` documents it.
struct ExitCode: RawRepresentable, Hashable, Sendable {
    let rawValue: Int32

    static let done = ExitCode(rawValue: 0)
    static let failed = ExitCode(rawValue: 1)
    static let wrongUsage = ExitCode(rawValue: 2)
    static let notHealthy = ExitCode(rawValue: 3)
    static let cannotExecute = ExitCode(rawValue: 126)
    static let notInstalled = ExitCode(rawValue: 127)
    static let interrupted = ExitCode(rawValue: 130)
}

/// Why a command failed: one line says what, one says what to do about it.
struct CommandFailure: Error, Equatable {
    let message: String
    let remedy: String?
    let exitCode: ExitCode

    init(_ message: String, remedy: String? = nil, exitCode: ExitCode = .failed) {
        self.message = message
        self.remedy = remedy
        self.exitCode = exitCode
    }
}
