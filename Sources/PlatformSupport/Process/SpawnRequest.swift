/// A process to be started, described completely: nothing is inherited but what stands here, the umask and the limits.
package struct SpawnRequest: Sendable {
    /// The absolute path of the program.
    ///
    /// `PATH` is not searched, and a file without a `#!` is not given to a shell.
    package var executable: String

    /// The arguments, the name of the program first.
    package var arguments: [String]

    /// Exactly the environment that the process gets.
    package var environment: [String: String]

    /// The directory that it starts in.
    package var workingDirectory: String

    /// Where its standard input comes from; nil: the null device.
    package var standardInput: CInt?

    /// Where its standard output goes.
    package var standardOutput: CInt

    /// Where its standard error goes; nil: where standard output goes.
    package var standardError: CInt?

    /// A descriptor that it gets as number 3; nil: it gets none.
    package var keepDescriptor: CInt?

    /// Whether it leads a session of its own: no terminal, and a process group whose number is its PID.
    package var newSession: Bool

    /// Describes a process; by default one in the background that leads its own session.
    package init(
        executable: String,
        arguments: [String],
        environment: [String: String],
        workingDirectory: String,
        standardInput: CInt? = nil,
        standardOutput: CInt,
        standardError: CInt? = nil,
        keepDescriptor: CInt? = nil,
        newSession: Bool = true
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.standardInput = standardInput
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.keepDescriptor = keepDescriptor
        self.newSession = newSession
    }
}
