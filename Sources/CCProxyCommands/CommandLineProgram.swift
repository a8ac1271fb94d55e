import CommandParsing
import PlatformSupport
import ProxyModel
import Supervision

/// `ccproxy` from its arguments to its exit status: the only place that turns errors into either.
package enum CommandLineProgram {
    /// Is the program: takes the process's own arguments and environment, and ends the process.
    package static func main() -> Never {
        let arguments = Array(CurrentProcess.arguments.dropFirst())
        CurrentProcess.exit(run(arguments: arguments, environment: CurrentProcess.environment))
    }

    /// Does what the arguments ask for.
    ///
    /// - Parameters:
    ///   - arguments: The command line without the program's name.
    ///   - environment: The caller's environment.
    /// - Returns: The exit status.
    package static func run(arguments: [String], environment: [String: String]) -> Int32 {
        // A reader that has gone away (`| head`) is an error of the write that finds out, and no reason to be killed.
        Signal.pipe.ignore()
        let request: CommandLineRequest
        do throws(CommandParsingError) {
            request = try CommandParser(CommandTree.root).parse(arguments)
        } catch {
            Misunderstanding(error: error, arguments: arguments, environment: environment).explain()
            return error.exitStatus
        }
        let output: Output
        var code = ExitCode.done
        switch request {
        case .help(let path):
            output = Output.process(environment, isColorAllowed: !arguments.contains("--no-color"))
            help(for: path, output)
        case .version:
            output = Output.process(environment)
            output.print("ccproxy \(ProductVersion.text)")
        case .command(let parsed):
            output = Output.process(
                environment,
                isColorAllowed: !parsed.has(GlobalOptions.noColor.long),
                isQuiet: parsed.has(GlobalOptions.quiet.long)
            )
            code = perform(parsed, environment, output)
        }
        output.flush()
        return (output.hasFailed && code == .done ? .failed : code).rawValue
    }

    private static func help(for path: [String], _ output: Output) {
        let style = output.standardOutput.style
        let renderer = HelpRenderer(
            CommandTree.root,
            width: output.standardOutput.width,
            style: style.isOn ? HelpStyle(heading: { style(.strong, $0) }, term: { style(.strong, $0) }) : .plain
        )
        output.write(Array(renderer.help(for: path).utf8))
    }

    private static func perform(
        _ parsed: ParsedCommand,
        _ environment: [String: String],
        _ output: Output
    ) -> ExitCode {
        // Only a command that has others below it is none itself, and the parser lets nobody stop there.
        guard let command = CommandTree.command(at: parsed.path) else {
            help(for: parsed.path, output)
            return .wrongUsage
        }
        do throws(CommandFailure) {
            return try command.run(parsed, in: CommandContext(parsed, environment, output))
        } catch {
            output.complain(error)
            return error.exitCode
        }
    }
}
