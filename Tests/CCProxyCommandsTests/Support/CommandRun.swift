import JSON
import CommandParsing
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import CCProxyCommands

/// A command that ran in this process, on files instead of the standard streams.
struct CommandRun {
    let code: ExitCode
    let output: String
    let errors: String

    /// Runs a command in a base directory, with nothing of this machine's environment.
    ///
    /// - Parameters:
    ///   - arguments: the command line, without `--home`.
    ///   - directory: holds the base directory, `base`.
    ///   - environment: the command's.
    /// - Throws: what the command line's parser throws, or the file system.
    init(
        _ arguments: [String],
        in directory: TemporaryDirectory,
        environment: [String: String] = [:]
    ) throws {
        let base = directory.path("base")
        try FileSystem.createDirectory(base, mode: 0o700)
        let request = try CommandParser(CommandTree.root).parse(["--home", base] + arguments)
        guard case .command(let parsed) = request, let command = CommandTree.command(at: parsed.path) else {
            throw NoCommand(arguments: arguments)
        }
        let files = (output: directory.path("out"), errors: directory.path("err"))
        do {
            let standardOutput = try Descriptor.create(files.output)
            let standardError = try Descriptor.create(files.errors)
            let output = Output(
                standardOutput: Self.stream(standardOutput.raw),
                standardError: Self.stream(standardError.raw),
                isQuiet: parsed.has("quiet")
            )
            let context = CommandContext(parsed, ["HOME": directory.path].merging(environment) { $1 }, output)
            do throws(CommandFailure) {
                code = try command.run(parsed, in: context)
            } catch {
                output.complain(error)
                code = error.exitCode
            }
            output.flush()
        }
        output = String(decoding: try FileSystem.read(files.output), as: UTF8.self)
        errors = String(decoding: try FileSystem.read(files.errors), as: UTF8.self)
    }

    /// What was printed, as JSON.
    func json() throws -> JSONValue { try JSONReader.read(Array(output.utf8)) }

    private static func stream(_ descriptor: CInt) -> Output.Stream {
        Output.Stream(descriptor: descriptor, isTerminal: false, hasColor: false, width: 80)
    }

    private struct NoCommand: Error {
        let arguments: [String]
    }
}
