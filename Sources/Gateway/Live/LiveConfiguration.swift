import PlatformSupport
import ProxyModel
import Synchronization

/// The configuration as it is now, and the file that it comes from.
///
/// From any thread.
final class LiveConfiguration: Sendable {
    /// What a look at the file has brought.
    enum Change: Equatable {
        case none
        /// There is a new configuration.
        case replaced
        /// The file cannot be used; the old configuration stays.
        case refused(String)
    }

    private struct State {
        var configuration: GatewayConfiguration
        var gate: ClientGate
        var bytes: [UInt8]
        /// The last fault that was reported, so that it is reported once.
        var refusal: String?
    }

    /// The absolute path of the file.
    let path: String
    private let workingDirectory: String
    private let home: String?
    private let state: Mutex<State>

    /// Reads the file for the first time.
    init(path: String, workingDirectory: String, home: String?) throws(ConfigurationError) {
        let bytes = try GatewayConfiguration.text(of: path)
        let configuration = try GatewayConfiguration(
            bytes,
            file: path,
            workingDirectory: workingDirectory,
            home: home
        )
        self.path = path
        self.workingDirectory = workingDirectory
        self.home = home
        let gate = ClientGate(keys: configuration.apiKeys, host: configuration.host)
        state = Mutex(State(configuration: configuration, gate: gate, bytes: bytes))
    }

    /// The configuration now.
    var current: GatewayConfiguration { state.withLock { $0.configuration } }

    /// Who may come in now.
    var gate: ClientGate { state.withLock { $0.gate } }

    /// The text that the configuration was read from.
    var text: [UInt8] { state.withLock { $0.bytes } }

    /// Looks at the file again.
    ///
    /// Where to listen stays as it was: a socket cannot move. An empty file is one that is being written.
    func reload() -> Change {
        do throws(ConfigurationError) {
            let bytes = try GatewayConfiguration.text(of: path)
            guard !bytes.isEmpty, bytes != text else { return .none }
            let configuration = try check(bytes)
            state.withLock { state in
                var configuration = configuration
                if configuration.host != state.configuration.host || configuration.port != state.configuration.port {
                    configuration.notes.append("host and port take effect when the engine is started again")
                }
                state.gate = ClientGate(keys: configuration.apiKeys, host: state.configuration.host)
                state.configuration = configuration
                state.bytes = bytes
                state.refusal = nil
            }
            return .replaced
        } catch {
            let text = error.description
            return state.withLock { state in
                guard state.refusal != text else { return .none }
                state.refusal = text
                return .refused(text)
            }
        }
    }

    /// Reads a text as if it were the file's.
    func check(_ bytes: [UInt8]) throws(ConfigurationError) -> GatewayConfiguration {
        try GatewayConfiguration(bytes, file: path, workingDirectory: workingDirectory, home: home)
    }
}
