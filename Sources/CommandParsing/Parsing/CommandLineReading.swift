/// One command line while it is being read.
struct CommandLineReading {
    /// The command's words so far, in their proper names.
    private(set) var path: [String] = []

    private let root: CommandSpec
    private let line: [String]
    private var scanner: ArgumentScanner
    private var command: CommandSpec
    private var understood: [OptionSpec]
    private var options: [String: [String]] = [:]
    private var words: [String] = []
    private var rest: [String] = []

    init(_ arguments: [String], root: CommandSpec) {
        self.root = root
        line = arguments
        scanner = ArgumentScanner(arguments)
        command = root
        understood = root.options(at: [])
    }

    mutating func run() throws(CommandParsingError) -> CommandLineRequest {
        while let piece = scanner.next() {
            switch piece {
            case .word(let word):
                if path.isEmpty, word == "help", root.subcommand(named: word) == nil { return try readHelpRequest() }
                try read(word: word)
            case .long(let name, let value): try read(long: name, value: value)
            case .short(let letters): try read(short: letters)
            case .terminator: try readRest()
            }
        }
        if options[OptionSpec.help.long] != nil { return .help(path: path) }
        if options[OptionSpec.version.long] != nil { return .version }
        return .command(try finish())
    }

    // MARK: Words

    private mutating func read(word: String) throws(CommandParsingError) {
        guard command.subcommands.isEmpty else {
            if let next = command.subcommand(named: word) { return enter(next) }
            guard enterDefault() else {
                throw failure(.unknownCommand(word, nearest: command.nearestSubcommand(to: word)))
            }
            return try read(word: word)
        }
        if let passthrough = command.passthrough, words.count == command.positionals.count {
            throw failure(belongsAfterTerminator(word, passthrough, isOption: false))
        }
        words.append(word)
    }

    private mutating func enter(_ next: CommandSpec) {
        command = next
        path.append(next.name)
        understood = root.options(at: path)
    }

    private mutating func enterDefault() -> Bool {
        guard let name = command.defaultSubcommand, let next = command.subcommand(named: name) else { return false }
        enter(next)
        return true
    }

    private mutating func readRest() throws(CommandParsingError) {
        let remaining = scanner.takeRest()
        guard command.passthrough == nil else {
            rest = remaining
            return
        }
        for word in remaining { try read(word: word) }
    }

    /// Reads what follows the word `help`.
    private mutating func readHelpRequest() throws(CommandParsingError) -> CommandLineRequest {
        while let piece = scanner.next() {
            guard case .word(let word) = piece else { continue }
            guard let next = command.subcommand(named: word) else {
                throw failure(.unknownCommand(word, nearest: command.nearestSubcommand(to: word)))
            }
            enter(next)
        }
        return .help(path: path)
    }

    // MARK: Options

    private mutating func read(long name: String, value: String?) throws(CommandParsingError) {
        guard let option = understood.first(where: { $0.long == name }) else {
            if enterDefaultThatKnows({ $0.long == name }) { return try read(long: name, value: value) }
            throw unknown("--\(name)")
        }
        guard option.value != nil else {
            if let value { throw failure(.unexpectedValue(option: option.longForm, value: value)) }
            return record("", for: option)
        }
        try read(valueOf: option, typed: option.longForm, attached: value)
    }

    private mutating func read(short letters: String) throws(CommandParsingError) {
        var remaining = letters[...]
        while let letter = remaining.popFirst() {
            guard let option = understood.first(where: { $0.short == letter }) else {
                if enterDefaultThatKnows({ $0.short == letter }) { return try read(short: "\(letter)\(remaining)") }
                throw unknown("-\(letters)")
            }
            guard option.value != nil else {
                record("", for: option)
                continue
            }
            let attached = remaining.first == "=" ? remaining.dropFirst() : remaining
            return try read(
                valueOf: option,
                typed: "-\(letter)",
                attached: remaining.isEmpty ? nil : String(attached)
            )
        }
    }

    private mutating func read(
        valueOf option: OptionSpec,
        typed: String,
        attached: String?
    ) throws(CommandParsingError) {
        guard let spec = option.value else { return }
        guard let value = attached ?? scanner.takeValue() else {
            throw failure(.missingValue(option: typed, valueName: spec.name))
        }
        try check(value, is: spec.kind, place: typed)
        record(value, for: option)
    }

    private mutating func record(_ value: String, for option: OptionSpec) {
        options[option.long, default: []].append(value)
    }

    private mutating func enterDefaultThatKnows(_ isWanted: (OptionSpec) -> Bool) -> Bool {
        guard let name = command.defaultSubcommand else { return false }
        return root.options(at: path + [name]).contains(where: isWanted) && enterDefault()
    }

    // MARK: The whole

    private mutating func finish() throws(CommandParsingError) -> ParsedCommand {
        if !command.subcommands.isEmpty, !enterDefault() {
            let choices = command.subcommands.filter { !$0.isHidden }.map(\.name)
            throw failure(.missingCommand(choices: choices))
        }
        for option in root.options where options[option.long] != nil {
            guard understood.contains(where: { $0.long == option.long }) else {
                throw failure(.optionNotForCommand(option.longForm))
            }
        }
        return ParsedCommand(path: path, options: options, arguments: try assignWords(), rest: rest)
    }

    private func assignWords() throws(CommandParsingError) -> [String: [String]] {
        var assigned: [String: [String]] = [:]
        var remaining = words[...]
        for positional in command.positionals {
            let taken = positional.repeats ? remaining : remaining.prefix(1)
            remaining = remaining.dropFirst(taken.count)
            guard !taken.isEmpty else {
                if positional.isRequired { throw failure(.missingArgument(positional)) }
                continue
            }
            for word in taken { try check(word, is: positional.kind, place: "<\(positional.name)>") }
            assigned[positional.name] = Array(taken)
        }
        if let extra = remaining.first { throw failure(.unexpectedArgument(extra)) }
        return assigned
    }

    private func check(_ value: String, is kind: ValueKind, place: String) throws(CommandParsingError) {
        switch kind {
        case .text, .file, .directory, .words: return
        case .integer(let range):
            if let number = Int(value), range.contains(number) { return }
            throw failure(.invalidValue(value, place: place, kind: kind, nearest: nil))
        case .choice(let words):
            guard !words.contains(value) else { return }
            let nearest = NearestWord.find(value, among: words)
            throw failure(.invalidValue(value, place: place, kind: kind, nearest: nearest))
        }
    }
}

extension CommandLineReading {
    // MARK: Failures

    private func failure(_ reason: CommandParsingError.Reason) -> CommandParsingError {
        CommandParsingError(reason: reason, command: [root.name] + path)
    }

    private func unknown(_ option: String) -> CommandParsingError {
        if let passthrough = command.passthrough {
            return failure(belongsAfterTerminator(option, passthrough, isOption: true))
        }
        return failure(.unknownOption(option, nearest: nearestOption(to: option)))
    }

    private func nearestOption(to typed: String) -> String? {
        let candidates = understood.filter { !$0.isHidden }.map(\.long)
        let name = String(typed.drop { $0 == "-" })
        guard name.count > 1, let nearest = NearestWord.find(name, among: candidates) else { return nil }
        return "--\(nearest)"
    }

    private func belongsAfterTerminator(
        _ word: String,
        _ passthrough: CommandSpec.Passthrough,
        isOption: Bool
    ) -> CommandParsingError.Reason {
        let before = line.prefix(scanner.lastPosition)
        var after = Array(line.dropFirst(scanner.lastPosition))
        if let terminator = after.firstIndex(of: "--") { after.remove(at: terminator) }
        let missing = command.positionals.dropFirst(words.count).filter(\.isRequired).map { "<\($0.name)>" }
        let corrected =
            ([root.name] + before).map(ShellQuoting.posixIfNeeded) + missing
            + (["--"] + after).map(ShellQuoting.posixIfNeeded)
        return .belongsAfterTerminator(
            word,
            recipient: passthrough.recipient,
            nearest: isOption ? nearestOption(to: word) : nil,
            corrected: corrected.joined(separator: " ")
        )
    }
}

extension CommandSpec {
    /// The command below this one that somebody may have meant with a word.
    fileprivate func nearestSubcommand(to word: String) -> String? {
        let offered = subcommands.filter { !$0.isHidden }
        if let meant = offered.first(where: { $0.synonyms.contains(word.lowercased()) }) { return meant.name }
        guard let nearest = NearestWord.find(word, among: offered.flatMap { [$0.name] + $0.aliases }) else {
            return nil
        }
        return subcommand(named: nearest)?.name
    }
}
