/// A command line that was understood.
package struct ParsedCommand: Equatable, Sendable {
    /// The command's words in their proper names, without the program's: `["auth", "login"]`.
    package let path: [String]

    /// The words after `--`, untouched, for a command that hands them on.
    package let rest: [String]

    private let options: [String: [String]]
    private let arguments: [String: [String]]

    init(path: [String], options: [String: [String]], arguments: [String: [String]], rest: [String]) {
        self.path = path
        self.options = options
        self.arguments = arguments
        self.rest = rest
    }

    /// Whether an option was given.
    package func has(_ option: String) -> Bool {
        options[option] != nil
    }

    /// How often an option was given.
    package func count(of option: String) -> Int {
        options[option]?.count ?? 0
    }

    /// The value of an option; the last one, where it was given more than once.
    package func value(of option: String) -> String? {
        options[option]?.last
    }

    /// Every value of a repeatable option, in order.
    package func values(of option: String) -> [String] {
        options[option] ?? []
    }

    /// The value of an option of kind ``ValueKind/integer(_:)``; nil when it was not given.
    package func integer(of option: String) -> Int? {
        value(of: option).flatMap { Int($0) }
    }

    /// The word that stands for an argument, or the first of them.
    package func argument(_ name: String) -> String? {
        arguments[name]?.first
    }

    /// Every word that stands for an argument.
    package func arguments(_ name: String) -> [String] {
        arguments[name] ?? []
    }
}
