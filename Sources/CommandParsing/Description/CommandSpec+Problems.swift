extension CommandSpec {
    /// What is wrong with the description itself, one line each; empty when it can be used.
    ///
    /// Call it on the root, in a test: a description is written by hand and two of its rules are not in its types.
    package func problems() -> [String] {
        problems(at: [], root: self)
    }

    private func problems(at path: [String], root: CommandSpec) -> [String] {
        let place = ([root.name] + path).joined(separator: " ")
        var found = problemsOfNames() + problemsOfArguments() + problemsOfOptions(root.options(at: path))
        for shared in sharedOptions where !root.options.contains(where: { $0.long == shared }) {
            found.append("shares --\(shared), which the root does not have")
        }
        for other in seeAlso where root.command(at: other.split(separator: " ").map(String.init)) == nil {
            found.append("points to '\(other)', which does not exist")
        }
        return found.map { "\(place): \($0)" }
            + subcommands.flatMap { $0.problems(at: path + [$0.name], root: root) }
    }

    private func problemsOfNames() -> [String] {
        var found: [String] = []
        let words = subcommands.flatMap { [$0.name] + $0.aliases }
        for word in Set(words).sorted() where words.filter({ $0 == word }).count > 1 {
            found.append("'\(word)' names two commands")
        }
        if let defaultSubcommand, subcommand(named: defaultSubcommand) == nil {
            found.append("its default command '\(defaultSubcommand)' does not exist")
        }
        return summary.isEmpty ? found + ["has no summary"] : found
    }

    private func problemsOfArguments() -> [String] {
        var found: [String] = []
        if !subcommands.isEmpty, !positionals.isEmpty || passthrough != nil {
            found.append("has both commands and arguments")
        }
        for positional in positionals.dropLast() where positional.arity != .one && positional.arity != .optional {
            found.append("<\(positional.name)> repeats, but is not the last argument")
        }
        for (earlier, later) in zip(positionals, positionals.dropFirst()) where !earlier.isRequired && later.isRequired
        {
            found.append("<\(later.name)> is required after <\(earlier.name)>, which is not")
        }
        return found + positionals.flatMap { Self.problems(of: $0.kind, in: "<\($0.name)>") }
    }

    private func problemsOfOptions(_ understood: [OptionSpec]) -> [String] {
        var found: [String] = []
        let longs = options.map(\.long)
        for long in Set(longs).sorted() where longs.filter({ $0 == long }).count > 1 {
            found.append("has two options --\(long)")
        }
        let shorts = understood.compactMap(\.short)
        for short in Set(shorts).sorted() where shorts.filter({ $0 == short }).count > 1 {
            found.append("has two options -\(short)")
        }
        return found + options.flatMap { Self.problems(of: $0.value?.kind ?? .text, in: $0.longForm) }
    }

    private static func problems(of kind: ValueKind, in place: String) -> [String] {
        let words: [String]
        switch kind {
        case .choice(let choices): words = choices
        case .words(let kind, let also): words = [kind] + also
        case .text, .integer, .file, .directory: return []
        }
        let unusable = words.filter { $0.isEmpty || !$0.utf8.allSatisfy(Self.isWordByte) }
        return unusable.map { "\(place) offers '\($0)', which a completion script cannot hold" }
    }

    /// The bytes that need no quoting in any of the shells.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }
}
