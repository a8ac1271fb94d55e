/// One option of a command.
package struct OptionSpec: Hashable, Sendable {
    /// The value that an option takes.
    package struct Value: Hashable, Sendable {
        /// What help calls the value: `DIR`.
        package let name: String

        /// What it may be.
        package let kind: ValueKind

        /// Describes the value of an option.
        package init(_ name: String, _ kind: ValueKind) {
            self.name = name
            self.kind = kind
        }
    }

    /// Where an option of the root command is understood.
    package enum Availability: Hashable, Sendable {
        /// Before and after every command word.
        case always

        /// Before and after the commands that name it in ``CommandSpec/sharedOptions``.
        case whereShared
    }

    /// The name without dashes, by which a ``ParsedCommand`` knows the option.
    package let long: String

    /// The one-letter form, if there is one.
    package let short: Character?

    /// What the option takes; nil for a flag.
    package let value: Value?

    /// What it does, in one line.
    package let summary: String

    /// What holds without the option, for help; nil when that goes without saying.
    package let defaultText: String?

    /// Whether every occurrence counts, and not just the last.
    package let isRepeatable: Bool

    /// Where it is understood, if it is an option of the root command.
    package let availability: Availability

    /// Whether a completion script hands the option on when it asks for words (`--home`: it decides which words exist).
    package let decidesWords: Bool

    /// Whether help and completions keep quiet about it.
    package let isHidden: Bool

    /// Describes an option.
    package init(
        _ long: String,
        short: Character? = nil,
        value: Value? = nil,
        summary: String,
        defaultText: String? = nil,
        isRepeatable: Bool = false,
        availability: Availability = .always,
        decidesWords: Bool = false,
        isHidden: Bool = false
    ) {
        self.long = long
        self.short = short
        self.value = value
        self.summary = summary
        self.defaultText = defaultText
        self.isRepeatable = isRepeatable
        self.availability = availability
        self.decidesWords = decidesWords
        self.isHidden = isHidden
    }

    /// Every command has it, whether or not its description says so.
    package static let help = OptionSpec("help", short: "h", summary: "Show help for the command.")

    /// The root command has it, whether or not its description says so.
    package static let version = OptionSpec("version", summary: "Show the version.")

    /// The option as it is typed: `--lines`.
    package var longForm: String { "--\(long)" }

    /// The one-letter form as it is typed: `-n`.
    package var shortForm: String? { short.map { "-\($0)" } }
}
