/// A flag of the engine contract.
enum EngineFlag: String, CaseIterable {
    case config
    case help
    /// `-h`, which Go programs take for `-help` without being told.
    case shortHelp = "h"
    /// Asks cli-proxy-api not to download its model catalogue. This engine never does, so it changes nothing.
    case localModel = "local-model"

    /// What stands for the flag's value in the usage text; nil for a flag that is set by being there.
    var valueName: String? {
        switch self {
        case .config: "PATH"
        case .help, .shortHelp, .localModel: nil
        }
    }

    /// What the usage text says about it.
    var explanation: String {
        switch self {
        case .config: "the engine's configuration (default ./config.yaml)"
        case .help, .shortHelp: "print this text"
        case .localModel: "accepted and without effect: no model catalogue is ever downloaded"
        }
    }
}
