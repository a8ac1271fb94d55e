/// What can follow the words of one command.
struct CompletionContext {
    /// A word, and what help says about it.
    struct Word: Hashable {
        let text: String
        let summary: String
    }

    /// An option that takes a value.
    struct ValuedOption: Hashable {
        /// The option as it is typed.
        let form: String

        /// What its value may be, as a code.
        let kind: String
    }

    /// The command's words, each behind a slash: `/auth/login`; empty for the program itself.
    let path: String

    /// The commands that can follow.
    let commands: [Word]

    /// Words that lead to a command, but are not offered, with that command's name.
    let otherNames: [(word: String, name: String)]

    /// The options, in every form that is offered.
    let options: [Word]

    /// The options that take a value, also those that are not offered.
    let valuedOptions: [ValuedOption]

    /// What each argument may be, as codes.
    let arguments: [String]

    /// Whether the last argument can be given again and again.
    let lastRepeats: Bool

    /// Whether what stands behind `--` is none of the program's business.
    let passesOn: Bool

    /// The contexts of a program: its own first, then those of its commands.
    static func all(of root: CommandSpec) -> [CompletionContext] {
        var contexts: [CompletionContext] = []
        func add(_ command: CommandSpec, _ path: [String]) {
            contexts.append(CompletionContext(command, at: path, root: root))
            for next in command.subcommands { add(next, path + [next.name]) }
        }
        add(root, [])
        return contexts
    }

    private init(_ command: CommandSpec, at path: [String], root: CommandSpec) {
        // Where a command is meant although none is named, its arguments and options can follow as well.
        let meant = command.defaultSubcommand.flatMap { command.subcommand(named: $0) }
        let understood = root.options(at: meant.map { path + [$0.name] } ?? path)
        let visible = command.subcommands.filter { !$0.isHidden }

        self.path = path.map { "/\($0)" }.joined()
        commands = visible.map { Word(text: $0.name, summary: $0.summary) }
        otherNames =
            command.subcommands.flatMap { spec in spec.aliases.map { (word: $0, name: spec.name) } }
            + command.subcommands.filter(\.isHidden).map { (word: $0.name, name: $0.name) }
        options = understood.filter { !$0.isHidden }.flatMap { option in
            Self.forms(option).map { Word(text: $0, summary: option.summary) }
        }
        valuedOptions = understood.flatMap { option in
            guard let value = option.value else { return [ValuedOption]() }
            return Self.forms(option).map { ValuedOption(form: $0, kind: Self.code(value.kind)) }
        }
        let positionals = (meant ?? command).positionals
        arguments = positionals.map { Self.code($0.kind) }
        lastRepeats = positionals.last?.repeats ?? false
        passesOn = (meant ?? command).passthrough != nil
    }

    private static func forms(_ option: OptionSpec) -> [String] {
        [option.longForm] + [option.shortForm].compactMap { $0 }
    }

    /// A kind as one word of a script: `of:a,b` for these words, `ask:kind,a` for words to be asked for and `a`, or `file`,
    /// `dir`, `none`.
    private static func code(_ kind: ValueKind) -> String {
        switch kind {
        case .text, .integer: "none"
        case .file: "file"
        case .directory: "dir"
        case .choice(let words): "of:" + words.joined(separator: ",")
        case .words(let kind, let also): "ask:" + ([kind] + also).joined(separator: ",")
        }
    }
}
