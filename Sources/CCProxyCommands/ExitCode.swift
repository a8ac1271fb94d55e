/// The program's exit status; scripts rely on what each means.
struct ExitCode: RawRepresentable, Hashable, Sendable {
    let rawValue: Int32

    /// What was asked for is so.
    static let done = ExitCode(rawValue: 0)
    /// It is not; one line says what went wrong, and one what to do.
    static let failed = ExitCode(rawValue: 1)
    /// The command line makes no sense.
    static let wrongUsage = ExitCode(rawValue: 2)
    /// Something that was asked about does not run or is not healthy.
    static let notHealthy = ExitCode(rawValue: 3)
    /// Claude Code is there and cannot be executed.
    static let cannotExecute = ExitCode(rawValue: 126)
    /// Claude Code is not there.
    static let notInstalled = ExitCode(rawValue: 127)
    /// A signal has ended it: 128 and SIGINT's number, as a shell has it.
    static let interrupted = ExitCode(rawValue: 130)
}
