/// The command line of cli-proxy-api: Go's flags, where `-x` and `--x` are the same.
struct EngineArguments {
    /// A sign-in that the command line asks for.
    enum SignIn: String, CaseIterable {
        case claude = "claude-login"
        case codex = "codex-login"
        case codexDevice = "codex-device-login"
        case antigravity = "antigravity-login"
        case gemini = "login"
        case kimi = "kimi-login"
    }

    /// What is wrong with a command line, in the words of Go's flag package.
    struct Failure: Error {
        let message: String

        /// Whether it is no failure, but a request for help.
        var isHelp = false
    }

    private(set) var configPath = "config.yaml"
    private(set) var signIn: SignIn?
    private(set) var callbackPort: Int?

    private static let flags = SignIn.allCases.map(\.rawValue) + ["no-browser", "local-model", "tui", "standalone"]
    private static let valued = ["config", "oauth-callback-port", "password", "project_id", "vertex-import"]

    /// Reads a command line for a version that does not have the `missing` flags.
    init(_ arguments: [String], missing: [String] = []) throws(Failure) {
        var remaining = arguments[...]
        while let argument = remaining.popFirst() {
            // Go's parser ends at the first word that is no flag, and at "--".
            guard argument.hasPrefix("-"), argument != "-", argument != "--" else { return }
            let body = argument.dropFirst(argument.hasPrefix("--") ? 2 : 1)
            let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts.first ?? ""
            if name == "h" || name == "help" { throw Failure(message: "", isHelp: true) }
            if missing.contains(name) {
                throw Failure(message: "flag provided but not defined: -\(name)")
            } else if Self.flags.contains(name) {
                signIn = SignIn(rawValue: name) ?? signIn
            } else if Self.valued.contains(name) {
                guard let value = parts.count > 1 ? parts[1] : remaining.popFirst() else {
                    throw Failure(message: "flag needs an argument: -\(name)")
                }
                try set(name, value)
            } else {
                throw Failure(message: "flag provided but not defined: -\(name)")
            }
        }
    }

    private mutating func set(_ name: String, _ value: String) throws(Failure) {
        switch name {
        case "config": configPath = value
        case "oauth-callback-port":
            guard let port = Int(value) else {
                throw Failure(message: "invalid value \"\(value)\" for flag -\(name): parse error")
            }
            callbackPort = port
        default: return
        }
    }

    /// What Go prints for `-h` and after a failure.
    static func usage(missing: [String]) -> String {
        let names = (flags + valued).filter { !missing.contains($0) }.sorted()
        return "Usage of cli-proxy-api:\n" + names.map { "  -\($0)\n    \t\($0)\n" }.joined()
    }
}
