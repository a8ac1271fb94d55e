import CommandParsing
import PlatformSupport
import ProxyModel
import Supervision

/// What a command may use of the world.
struct CommandContext {
    /// The base directory and what decided where it is, or why there is none.
    let location: BaseLocation
    /// The caller's environment.
    let environment: [String: String]
    /// This program's own file, without links; empty where the system cannot tell.
    let executable: String
    /// Where words go.
    let output: Output
    /// Whether data is wanted as JSON.
    let isJSON: Bool
    /// Whether more is to be said.
    let isVerbose: Bool

    init(_ parsed: ParsedCommand, _ environment: [String: String], _ output: Output) {
        // Where the system cannot tell, everything but starting another process of ours works all the same.
        executable = (try? CurrentProcess.executablePath) ?? ""
        location = BaseLocation(
            option: parsed.value(of: GlobalOptions.home.long),
            environment: environment,
            executable: executable
        )
        self.environment = environment
        self.output = output
        isJSON = parsed.has(GlobalOptions.json.long)
        isVerbose = parsed.has(GlobalOptions.verbose.long)
    }

    /// The base directory.
    var base: BaseDirectory {
        get throws(CommandFailure) {
            do throws(BaseDirectoryError) {
                return try location.found.get().base
            } catch {
                throw CommandFailure("\(error)", exitCode: error == .emptyOption ? .wrongUsage : .failed)
            }
        }
    }

    /// The settings with the source of each value.
    func loadedSettings() throws(CommandFailure) -> LoadedSettings {
        let base = try base
        do throws(SettingsError) {
            return try SettingsLoader.load(base: base, environment: environment)
        } catch {
            throw CommandFailure("\(error)", remedy: "mend that; 'ccproxy config validate' says whether it is right")
        }
    }

    /// The settings with every value decided.
    func settings() throws(CommandFailure) -> Settings { try loadedSettings().settings }
}
