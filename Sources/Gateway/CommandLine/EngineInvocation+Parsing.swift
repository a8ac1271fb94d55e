import ProxyModel
import SignIn

extension EngineInvocation {
    /// The configuration that is read when no flag names one, relative to the working directory.
    static let defaultConfiguration = "config.yaml"

    /// Reads the arguments as Go's flag package does, whose syntax is part of the engine contract.
    ///
    /// `-flag`, `--flag`, `-flag=value` and `-flag value` are the same. Unlike there, an argument that is no flag is
    /// refused instead of being ignored together with everything behind it, and so are flags that contradict each other.
    ///
    /// - Parameter arguments: what stands behind the program's name.
    init(_ arguments: some Sequence<String>) {
        var given: [EngineFlag: String] = [:]
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            guard let read = FlagArgument(argument) else {
                self = .wrong("unexpected argument: \(argument)")
                return
            }
            guard let flag = EngineFlag(rawValue: read.name) else {
                self = .wrong("flag provided but not defined: -\(read.name)")
                return
            }
            guard flag.valueName != nil else {
                if let value = read.value, value != "true" {
                    self = .wrong("-\(flag.rawValue) takes no value, but has \"\(value)\"")
                    return
                }
                if flag == .help || flag == .shortHelp {
                    self = .help
                    return
                }
                given[flag] = ""
                continue
            }
            guard let value = read.value ?? rest.popFirst(), !value.isEmpty else {
                self = .wrong("flag needs an argument: -\(flag.rawValue)")
                return
            }
            given[flag] = value
        }
        self.init(given)
    }

    /// Makes one wish of all flags.
    private init(_ given: [EngineFlag: String]) {
        let configuration = given[.config] ?? Self.defaultConfiguration
        var port: UInt16?
        if let text = given[.callbackPort] {
            guard let number = UInt16(text), number > 0 else {
                self = .wrong("-oauth-callback-port is a port from 1 to 65535, and not \"\(text)\"")
                return
            }
            port = number
        }
        let tasks = EngineFlag.allCases.filter { given[$0] != nil && ($0.login != nil || $0 == .refresh) }
        guard tasks.count <= 1 else {
            self = .wrong("only one of \(tasks.map { "-\($0.rawValue)" }.joined(separator: ", ")) at a time")
            return
        }
        if let method = tasks.first?.login {
            let request = SignInRequest(method: method, opensNoBrowser: given[.noBrowser] != nil, callbackPort: port)
            self = .signIn(configuration: configuration, request)
            return
        }
        if let flag = [EngineFlag.noBrowser, .callbackPort].first(where: { given[$0] != nil }) {
            self = .wrong("-\(flag.rawValue) goes with a login, such as -codex-login")
            return
        }
        if let name = given[.refresh] {
            self = .refresh(configuration: configuration, file: name == "all" ? nil : name)
        } else {
            self = .serve(configuration: configuration)
        }
    }

    /// What `-h` prints.
    static var usage: String {
        let flags = EngineFlag.allCases.map { flag in
            let value = flag.valueName.map { " \($0)" } ?? ""
            return "  -\(flag.rawValue)\(value)\n        \(flag.explanation)\n"
        }
        return "Usage of ccproxy-gateway:\n" + flags.joined() + signInUsage
    }

    /// What the usage text says about providers elsewhere, and about clients of one's own.
    private static var signInUsage: String {
        let names = OAuthSettings.names.joined(separator: ", ")
        return """
            Signing in elsewhere, or with an OAuth client of your own: oauth-client.<kind> in config.yaml has
              \(names);
            the environment comes before it, as in \(OAuthSettings.variable("token-url", of: .codex)).

            """
    }
}

/// One argument taken apart: `-name` or `-name=value`, with one dash or two.
private struct FlagArgument {
    let name: String
    let value: String?

    /// - Returns: nil when the argument is no flag.
    init?(_ argument: String) {
        guard argument.hasPrefix("-") else { return nil }
        let body = argument.dropFirst(argument.hasPrefix("--") ? 2 : 1)
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, !first.hasPrefix("-") else { return nil }
        name = String(first)
        value = parts.count > 1 ? String(parts[1]) : nil
    }
}
