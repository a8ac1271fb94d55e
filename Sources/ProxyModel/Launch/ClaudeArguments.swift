/// Puts a preset's arguments before the user's.
enum ClaudeArguments {
    /// The preset's arguments without those options that the user gives, and then the user's.
    ///
    /// An option of the preset goes with all values behind it. `--settings` also gives way to `--permission-mode`:
    /// whoever chooses a mode has chosen it against the preset's. What follows `--` is no option any more.
    static func merging(_ preset: [String], users: [String]) -> [String] {
        let given = Set(users.prefix { $0 != "--" }.compactMap(optionName))
        var result: [String] = []
        var isDropping = false
        for argument in preset {
            if let name = optionName(argument) {
                isDropping = given.contains(name) || (name == "--settings" && given.contains("--permission-mode"))
            }
            if !isDropping { result.append(argument) }
        }
        return result + users
    }

    /// The option that an argument is, without a value behind `=`; `nil` for a value.
    private static func optionName(_ argument: String) -> String? {
        guard argument.hasPrefix("-"), argument.count > 1 else { return nil }
        return argument.hasPrefix("--") ? String(argument.prefix { $0 != "=" }) : argument
    }
}
