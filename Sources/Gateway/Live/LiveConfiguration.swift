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

    /// One reading of the file.
    ///
    /// A class, so that looking at it costs one reference and not one for each of its values.
    private final class Reading: Sendable {
        let configuration: GatewayConfiguration
        let gate: ClientGate
        let bytes: [UInt8]

        init(_ configuration: GatewayConfiguration, _ gate: ClientGate, _ bytes: [UInt8]) {
            self.configuration = configuration
            self.gate = gate
            self.bytes = bytes
        }
    }

    private struct State {
        var reading: Reading
        /// The last fault that was reported, so that it is reported once.
        var refusal: String?
    }

    /// The absolute path of the file.
    let path: String
    /// Where the engine listens, whatever the file says later.
    private let listeningHost: String
    private let workingDirectory: String
    private let environment: [String: String]
    private let state: Mutex<State>

    /// Reads the file for the first time.
    init(path: String, workingDirectory: String, environment: [String: String]) throws(ConfigurationError) {
        let bytes = try GatewayConfiguration.text(of: path)
        let configuration = try Self.read(bytes, path, workingDirectory, environment)
        self.path = path
        listeningHost = configuration.host
        self.workingDirectory = workingDirectory
        self.environment = environment
        let gate = ClientGate(keys: configuration.apiKeys, host: configuration.host)
        state = Mutex(State(reading: Reading(configuration, gate, bytes)))
    }

    /// The configuration now.
    var current: GatewayConfiguration { reading.configuration }

    /// Who may come in now.
    var gate: ClientGate { reading.gate }

    /// The text that the configuration was read from.
    var text: [UInt8] { reading.bytes }

    private var reading: Reading { state.withLock { $0.reading } }

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
                let old = state.reading.configuration
                if configuration.host != old.host || configuration.port != old.port {
                    configuration.notes.append("host and port take effect when the engine is started again")
                }
                let gate = ClientGate(keys: configuration.apiKeys, host: listeningHost)
                state.reading = Reading(configuration, gate, bytes)
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
        try Self.read(bytes, path, workingDirectory, environment)
    }

    private static func read(
        _ bytes: [UInt8],
        _ path: String,
        _ workingDirectory: String,
        _ environment: [String: String]
    ) throws(ConfigurationError) -> GatewayConfiguration {
        var configuration = try GatewayConfiguration(
            bytes,
            file: path,
            workingDirectory: workingDirectory,
            home: environment["HOME"]
        )
        try configuration.codex.apply(environment)
        configuration.kind = environment[GatewayConfiguration.kindVariable].flatMap(ProviderKind.init(rawValue:))
        return configuration
    }
}
