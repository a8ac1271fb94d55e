import PlatformSupport

/// A command that ran to its end.
struct Finished: CustomStringConvertible {
    let status: PlatformSupport.ExitStatus
    let output: String
    let errors: String

    var code: Int32? {
        if case .exited(let code) = status { code } else { nil }
    }

    var description: String { "\(status)\n--- stdout\n\(output)--- stderr\n\(errors)" }
}

/// A command that has been started, with its output going to files.
final class RunningCommand: Sendable {
    let handle: ProcessHandle
    private let directory: String

    init(executable: String, arguments: [String], environment: [String: String], directory: String) throws {
        self.directory = try FileSystem.makeTemporaryDirectory(prefix: "ccproxy-command-")
        let output = try Descriptor.create("\(self.directory)/out")
        let errors = try Descriptor.create("\(self.directory)/err")
        handle = try ProcessHandle.spawn(
            SpawnRequest(
                executable: executable,
                arguments: [executable] + arguments,
                environment: environment,
                workingDirectory: directory,
                standardOutput: output.raw,
                standardError: errors.raw
            )
        )
    }

    deinit { try? FileSystem.removeTree(directory) }

    /// Waits for the end; what hangs for a minute is killed and reported.
    func wait() throws -> Finished {
        if !handle.waitUntilEnded(timeout: .seconds(60)) {
            try? handle.signalGroup(.kill)
            handle.waitUntilEnded()
        }
        guard let status = handle.reap() else { throw Unexpected("the command was no child of this process") }
        return Finished(
            status: status,
            output: String(decoding: try FileSystem.read("\(directory)/out"), as: UTF8.self),
            errors: String(decoding: try FileSystem.read("\(directory)/err"), as: UTF8.self)
        )
    }
}
