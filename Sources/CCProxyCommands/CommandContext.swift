import CommandParsing
import PlatformSupport
package import ProxyModel
import Supervision

/// What a command may use of the world.
struct CommandContext {
    /// The base directory.
    let base: BaseDirectory
    /// The caller's environment.
    let environment: [String: String]
    /// This program's own file, without links.
    let executable: String
    /// Where words go.
    let output: Output
    /// Whether data is wanted as JSON.
    let isJSON: Bool
    /// Whether more is to be said.
    let isVerbose: Bool

    /// The way to the daemon.
    var control: ControlClient { ControlClient(base: base) }

    /// The way to the daemon, which is started if it does not run.
    func startedControl() throws(CommandFailure) -> ControlClient {
        do {
            try DaemonStarter(base: base, executable: executable, environment: environment).ensureRunning()
            return control
        } catch {
            throw CommandFailure(error.message, remedy: error.remedy)
        }
    }

    /// The settings with every value decided.
    func settings() throws(CommandFailure) -> Settings {
        do {
            return try SettingsLoader(base: base, environment: environment).load().settings
        } catch {
            throw CommandFailure("\(error)", remedy: "ccproxy config validate  says the same again after a change")
        }
    }
}
