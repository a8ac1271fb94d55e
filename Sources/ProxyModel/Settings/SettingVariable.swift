/// Settings as environment variables: `providers.codex.port` is `CCPROXY_PROVIDERS__CODEX__PORT`.
///
/// Parts of the name are joined by `__`, dashes become underscores, and case does not count, but for the names of
/// Claude Code's variables, which stay as they are.
package enum SettingVariable {
    /// What every variable of ours begins with.
    package static let prefix = "CCPROXY_"

    /// Variables that begin like settings and are read by somebody else of ours: the base directory by the command
    /// line, the other two by the shell functions.
    package static let reserved: Set<String> = ["CCPROXY_HOME", "CCPROXY_NO_CC", "CCPROXY_BIN"]

    /// What variables for tests begin with; programs that tests start may inherit them.
    private static let testPrefix = "CCPROXY_TEST_"

    /// What variables about signing in begin with, as `CCPROXY_OAUTH_GEMINI_CLIENT_ID`.
    ///
    /// Engines read them, not we.
    package static let signInPrefix = "CCPROXY_OAUTH_"

    /// The variable for a setting's dotted name.
    package static func name(of key: String) -> String {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isClaudeVariable = parts.count == 4 && parts[0] == "presets" && parts[2] == "env"
        let words = parts.enumerated().map { index, part in
            isClaudeVariable && index == 3 ? part : String(part.uppercased().map { $0 == "-" ? "_" : $0 })
        }
        return prefix + words.joined(separator: "__")
    }

    /// Whether a variable is meant to be a setting.
    static func isSetting(_ name: String) -> Bool {
        guard name.utf8.count > prefix.utf8.count else { return false }
        let begin = name.utf8.prefix(prefix.utf8.count)
        let isOurs = zip(begin, prefix.utf8).allSatisfy { $0 == $1 || ($0 & 0xDF == $1 && $0 >= 0x61) }
        guard isOurs else { return false }
        let upper = name.uppercased()
        return !reserved.contains(upper) && ![testPrefix, signInPrefix].contains { upper.hasPrefix($0) }
    }

    /// The setting's path that a variable's name stands for.
    static func path(of name: String) -> [String] {
        let parts = split(String(name.dropFirst(prefix.count)))
        let words = parts.map { part in String(part.lowercased().map { $0 == "_" ? "-" : $0 }) }
        guard words.count > 3, words[0] == "presets", words[2] == "env" else { return words }
        // The rest is one name, which may have two underscores in a row itself.
        return words[..<3] + [parts[3...].joined(separator: "__")]
    }

    private static func split(_ text: String) -> [String] {
        var parts: [String] = [""]
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "_", rest.first == "_" {
                rest.removeFirst()
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }
}
