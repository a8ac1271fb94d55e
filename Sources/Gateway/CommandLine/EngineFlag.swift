/// A flag of the engine contract.
enum EngineFlag: String, CaseIterable {
    case config
    case codexLogin = "codex-login"
    case codexDeviceLogin = "codex-device-login"
    case claudeLogin = "claude-login"
    case antigravityLogin = "antigravity-login"
    case geminiLogin = "login"
    case noBrowser = "no-browser"
    case callbackPort = "oauth-callback-port"
    case refresh
    case help
    /// `-h`, which Go programs take for `-help` without being told.
    case shortHelp = "h"
    /// Asks cli-proxy-api not to download its model catalogue. This engine never does, so it changes nothing.
    case localModel = "local-model"

    /// What stands for the flag's value in the usage text; nil for a flag that is set by being there.
    var valueName: String? {
        switch self {
        case .config: "PATH"
        case .callbackPort: "N"
        case .refresh: "FILE|all"
        case .codexLogin, .codexDeviceLogin, .claudeLogin, .antigravityLogin, .geminiLogin, .noBrowser, .help,
            .shortHelp, .localModel:
            nil
        }
    }

    /// What the usage text says about it.
    var explanation: String {
        switch self {
        case .config: "the engine's configuration (default ./config.yaml)"
        case .codexLogin: "sign in with an OpenAI account, in a browser, and exit"
        case .codexDeviceLogin: "sign in with an OpenAI account, with a code that is typed on any device, and exit"
        case .claudeLogin: "sign in with a Claude account, in a browser, and exit"
        case .antigravityLogin: "sign in with a Google account for Antigravity; needs an OAuth client of your own"
        case .geminiLogin: "sign in with a Google account for Gemini; needs an OAuth client of your own"
        case .noBrowser: "with a login: open no browser, only print the address"
        case .callbackPort: "with a login: listen on this port for the browser's return, instead of the registered one"
        case .refresh: "renew that account's token now, or those of all accounts, say what came of each, and exit"
        case .help, .shortHelp: "print this text"
        case .localModel: "accepted and without effect: no model catalogue is ever downloaded"
        }
    }

    /// What the flag makes of the program other than a server; nil for a flag that only goes with others.
    var login: SignInRequest.Method? {
        switch self {
        case .codexLogin: .codex
        case .codexDeviceLogin: .codexDevice
        case .claudeLogin: .claude
        case .antigravityLogin: .antigravity
        case .geminiLogin: .gemini
        default: nil
        }
    }
}
