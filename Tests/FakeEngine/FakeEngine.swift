import PlatformSupport

/// Plays cli-proxy-api, well or badly: `FakeEngine -config <path>`.
///
/// What it does is what the real engine was seen to do, so that a supervisor can be tested against it. `Behaviour` tells
/// how to make it misbehave. Without a `fake-engine.conf` it listens as fast as it can.
@main
enum FakeEngine {
    static func main() {
        let arguments: EngineArguments
        // A mistake in the file is found once more below, where it ends the process.
        let missing = (try? Behaviour(in: FileSystem.currentDirectory()))?.missingFlags ?? []
        do {
            arguments = try EngineArguments(Array(CurrentProcess.arguments.dropFirst()), missing: missing)
        } catch {
            EngineLog.print(EngineLog.versionLine)
            if !error.isHelp { try? Descriptor.writeAll(2, "\(error.message)\n") }
            try? Descriptor.writeAll(2, EngineArguments.usage(missing: missing))
            CurrentProcess.exit(error.isHelp ? 0 : 2)
        }
        do {
            try run(arguments)
        } catch let error as Behaviour.Failure {
            // A mistake of the test, which must not pass for one of the real engine's failures.
            try? Descriptor.writeAll(2, "\(error)\n")
            CurrentProcess.exit(64)
        } catch {
            // The real one says why on standard output, and exits 0 all the same.
            EngineLog.print(EngineLog.versionLine)
            EngineLog.write("error", "failed to load config: \(error)", source: "main.go:1")
            CurrentProcess.exit(0)
        }
    }

    private static func run(_ arguments: EngineArguments) throws {
        let directory = Paths.parent(of: arguments.configPath)
        let configuration = try EngineConfiguration(reading: arguments.configPath)
        let behaviour = try Behaviour(in: directory)
        if let signIn = arguments.signIn {
            EngineLog.print(EngineLog.versionLine)
            let path = configuration.authDirectory
            let authDirectory = path.hasPrefix("/") ? path : try Paths.join(FileSystem.currentDirectory(), path)
            if behaviour.recordsSurroundings { try Surroundings.write(to: directory + "/fake-engine.surroundings") }
            CurrentProcess.exit(SignInRun(signIn, authDirectory: authDirectory, behaviour: behaviour).run())
        }
        try EngineStart(configuration: configuration, behaviour: behaviour, directory: directory).serve()
    }
}
