/// One command, with everything below it: what the parser, the help and the completions all read.
///
/// The tree's root is the program itself; the options of the root are the global ones.
package struct CommandSpec: Hashable, Sendable {
    /// A use of the command, and what it does.
    package struct Example: Hashable, Sendable {
        /// The line as it is typed.
        package let line: String

        /// What the line does.
        package let effect: String

        /// Describes a use of the command.
        package init(_ line: String, _ effect: String) {
            self.line = line
            self.effect = effect
        }
    }

    /// What one exit status means.
    package struct ExitStatus: Hashable, Sendable {
        /// The status, as help shows it: `3`, `126, 127`.
        package let status: String

        /// When it is given.
        package let meaning: String

        /// Describes an exit status.
        package init(_ status: String, _ meaning: String) {
            self.status = status
            self.meaning = meaning
        }
    }

    /// The words after `--`, which the command hands on without reading them.
    package struct Passthrough: Hashable, Sendable {
        /// What help calls them: `claude args`.
        package let name: String

        /// Whose they are, for messages: `claude`.
        package let recipient: String

        /// What becomes of them, in one line.
        package let summary: String

        /// Whether help keeps quiet about them.
        package let isHidden: Bool

        /// Describes what a command hands on.
        package init(_ name: String, recipient: String, summary: String, isHidden: Bool = false) {
            self.name = name
            self.recipient = recipient
            self.summary = summary
            self.isHidden = isHidden
        }
    }

    /// The word that names it; for the root, the program's name.
    package var name: String

    /// Other words for the same command.
    package var aliases: [String] = []

    /// Words that people try when they mean this command: not accepted, but answered with its name.
    package var synonyms: [String] = []

    /// What it does, in one line.
    package var summary: String

    /// The heading under which the help of the parent lists it.
    package var group: String?

    /// What needs saying beyond the summary; blank lines separate paragraphs.
    package var discussion = ""

    /// Its arguments, in order.
    package var positionals: [PositionalSpec] = []

    /// Its own options.
    package var options: [OptionSpec] = []

    /// The root's ``OptionSpec/Availability-swift.enum/whereShared`` options that it understands.
    package var sharedOptions: [String] = []

    /// What it hands on; nil when words after `--` are ordinary arguments.
    package var passthrough: Passthrough?

    /// Uses, the most common first.
    package var examples: [Example] = []

    /// The exit statuses that mean something special here.
    package var exitStatuses: [ExitStatus] = []

    /// Commands to read about next, as they are typed after the program's name.
    package var seeAlso: [String] = []

    /// Whether help, completions and suggestions keep quiet about it.
    package var isHidden = false

    /// The commands below it; a command with any has no arguments of its own.
    package var subcommands: [CommandSpec] = []

    /// The one below it that is meant when the next word names none: `auth codex` is `auth login codex`.
    package var defaultSubcommand: String?

    /// Begins the description of a command; the rest is set on the value.
    package init(_ name: String, summary: String, configure: (inout CommandSpec) -> Void = { _ in }) {
        self.name = name
        self.summary = summary
        configure(&self)
    }

    /// The command below this one that a word names, by its name or by another word for it.
    package func subcommand(named word: String) -> CommandSpec? {
        subcommands.first { $0.name == word || $0.aliases.contains(word) }
    }

    /// The command that a path of words leads to; nil when a word names nothing.
    package func command(at path: [String]) -> CommandSpec? {
        var command = self
        for word in path {
            guard let next = command.subcommand(named: word) else { return nil }
            command = next
        }
        return command
    }
}
