import PlatformSupport

/// The child of a fake engine that does its work, and outlives it: a grandchild of the supervisor.
enum Grandchild {
    private static let variable = "FAKE_ENGINE_ROLE"

    /// Whether this process is such a child.
    static var isThisProcess: Bool { CurrentProcess.environmentVariable(variable) == "grandchild" }

    /// Starts one with the same command line, environment and standard output.
    ///
    /// It also gets the descriptor that the supervisor has handed to this process, as it would from any program that does
    /// not know of it: a lock that comes with it is held as long as anybody of the engine is alive.
    static func start(inOwnSession: Bool, keeping descriptor: CInt?) throws(SystemError) {
        var environment = CurrentProcess.environment
        environment[variable] = "grandchild"
        _ = try ProcessSpawner.spawn(
            SpawnRequest(
                executable: CurrentProcess.executablePath,
                arguments: CurrentProcess.arguments,
                environment: environment,
                workingDirectory: FileSystem.currentDirectory(),
                standardOutput: 1,
                standardError: 2,
                keepDescriptor: descriptor,
                newSession: inOwnSession
            )
        )
    }

    /// Starts one that does nothing, and to which nothing of this process's is handed down but its output.
    static func startHelper(inOwnSession: Bool, in directory: String) throws(SystemError) {
        _ = try ProcessSpawner.spawn(
            SpawnRequest(
                executable: "/usr/bin/tail",
                // The directory shows in its command line whose it is.
                arguments: ["tail", "-f", directory + "/config.yaml"],
                environment: [:],
                workingDirectory: "/",
                standardOutput: 1,
                standardError: 2,
                newSession: inOwnSession
            )
        )
    }
}
