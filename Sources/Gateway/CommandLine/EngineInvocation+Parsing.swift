extension EngineInvocation {
    /// The configuration that is read when no flag names one, relative to the working directory.
    static let defaultConfiguration = "config.yaml"

    /// Reads the arguments as Go's flag package does, whose syntax is part of the engine contract.
    ///
    /// `-flag`, `--flag`, `-flag=value` and `-flag value` are the same. Unlike there, an argument that is no flag is
    /// refused instead of being ignored together with everything behind it.
    ///
    /// - Parameter arguments: what stands behind the program's name.
    init(_ arguments: some Sequence<String>) {
        var configuration = Self.defaultConfiguration
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            let read = FlagArgument(argument)
            guard let read else {
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
                continue
            }
            guard let value = read.value ?? rest.popFirst(), !value.isEmpty else {
                self = .wrong("flag needs an argument: -\(flag.rawValue)")
                return
            }
            configuration = value
        }
        self = .serve(configuration: configuration)
    }

    /// What `-h` prints.
    static var usage: String {
        let flags = EngineFlag.allCases.map { flag in
            let value = flag.valueName.map { " \($0)" } ?? ""
            return "  -\(flag.rawValue)\(value)\n        \(flag.explanation)\n"
        }
        return "Usage of ccproxy-gateway:\n" + flags.joined()
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
