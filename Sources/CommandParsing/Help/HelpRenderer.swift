/// Writes the help of a command from its description.
package struct HelpRenderer: Sendable {
    private let root: CommandSpec
    private let width: Int
    private let style: HelpStyle

    /// Makes a renderer for a terminal of `width` columns; text is set no wider than 100, where lines get hard to read.
    package init(_ root: CommandSpec, width: Int = 80, style: HelpStyle = .plain) {
        self.root = root
        self.width = min(max(width, 24), 100)
        self.style = style
    }

    /// The help of the command at `path`, ending in a newline; that of the last command on the way that exists.
    package func help(for path: [String]) -> String {
        guard let command = root.command(at: path) else { return help(for: path.dropLast()) }
        let blocks = [
            TextColumns.wrap(command.summary, width: width),
            usage(of: command, at: path),
            TextColumns.paragraphs(command.discussion, width: width),
            subcommands(of: command, at: path),
            arguments(of: command),
            options(of: command, at: path),
            examples(of: command),
            exitStatuses(of: command),
            seeAlso(of: command, at: path),
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The line that shows how the command at `path` is typed: `ccproxy run [options] <preset> [-- <claude args>...]`.
    package func usageLine(for path: [String]) -> String {
        guard let command = root.command(at: path) else { return root.name }
        return usageLine(of: command, at: path, typed: [root.name] + path)
    }

    private func usageLine(of command: CommandSpec, at path: [String], typed words: [String]) -> String {
        var parts = words
        if path.isEmpty || !ownOptions(of: command, at: path).isEmpty { parts.append("[options]") }
        parts += command.positionals.map(\.usage)
        if !command.subcommands.isEmpty { parts += ["<command>", "[args...]"] }
        if let passthrough = command.passthrough, !passthrough.isHidden {
            parts.append("[-- <\(passthrough.name)>...]")
        }
        return parts.joined(separator: " ")
    }
}

extension HelpRenderer {
    // MARK: Sections

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [style.heading("\(title):")] + lines
    }

    private func list(_ rows: [TextColumns.Row], alignedWith all: [TextColumns.Row]) -> [String] {
        let termWidth = TextColumns.termWidth(of: all, width: width)
        return TextColumns.list(rows, termWidth: termWidth, width: width, mark: style.term)
    }

    private func usage(of command: CommandSpec, at path: [String]) -> [String] {
        var forms = [usageLine(for: path)]
        if let name = command.defaultSubcommand, let meant = command.subcommand(named: name) {
            forms.insert(usageLine(of: meant, at: path + [name], typed: [root.name] + path), at: 0)
        }
        var lines = forms.flatMap { form in
            TextColumns.wrap(form, width: width - 6).enumerated().map { index, line in
                TextColumns.spaces(index == 0 ? 2 : 6) + line
            }
        }
        if !command.aliases.isEmpty { lines.append("  (also: \(command.aliases.joined(separator: ", ")))") }
        return section("Usage", lines)
    }

    private func subcommands(of command: CommandSpec, at path: [String]) -> [String] {
        let visible = command.subcommands.filter { !$0.isHidden }
        let rows = visible.map { spec in
            let isDefault = spec.name == command.defaultSubcommand
            return TextColumns.Row(term: spec.name, text: spec.summary + (isDefault ? " (the default)" : ""))
        }
        var titles: [String] = []
        for title in visible.map({ $0.group ?? "Commands" }) where !titles.contains(title) { titles.append(title) }
        let sections = titles.map { title in
            let members = zip(visible, rows).filter { ($0.0.group ?? "Commands") == title }.map(\.1)
            return section(title, list(members, alignedWith: rows))
        }
        return Array(sections.joined(separator: [""]))
    }

    private func arguments(of command: CommandSpec) -> [String] {
        var rows = command.positionals.map { positional in
            TextColumns.Row(term: "<\(positional.name)>", text: positional.summary + positional.kind.choicesText)
        }
        if let passthrough = command.passthrough, !passthrough.isHidden {
            rows.append(TextColumns.Row(term: "-- <\(passthrough.name)>", text: passthrough.summary))
        }
        return section("Arguments", list(rows, alignedWith: rows))
    }

    private func options(of command: CommandSpec, at path: [String]) -> [String] {
        let own = ownOptions(of: command, at: path)
        let others = root.options(at: path).filter { option in
            !option.isHidden && !own.contains(option) && (path.isEmpty || option != .version)
        }
        let hasLetters = (own + others).contains { $0.short != nil }
        let rows = (own + others).map { row(of: $0, hasLetters: hasLetters) }
        let ownRows = Array(rows.prefix(own.count))
        let otherRows = Array(rows.dropFirst(own.count))
        let title = own.isEmpty && path.isEmpty ? "Options" : "Options of every command"
        let sections = [
            section("Options", list(ownRows, alignedWith: rows)), section(title, list(otherRows, alignedWith: rows)),
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private func examples(of command: CommandSpec) -> [String] {
        let blocks = command.examples.map { example in
            ["  " + style.term(example.line)]
                + TextColumns.wrap(example.effect, width: max(16, width - 6)).map { "      " + $0 }
        }
        return section(command.examples.count == 1 ? "Example" : "Examples", Array(blocks.joined()))
    }

    private func exitStatuses(of command: CommandSpec) -> [String] {
        let rows = command.exitStatuses.map { TextColumns.Row(term: $0.status, text: $0.meaning) }
        return section("Exit status", list(rows, alignedWith: rows))
    }

    private func seeAlso(of command: CommandSpec, at path: [String]) -> [String] {
        if !command.subcommands.isEmpty {
            let here = ([root.name] + path).joined(separator: " ")
            return TextColumns.wrap("'\(here) <command> --help' says more about a command.", width: width)
        }
        guard !command.seeAlso.isEmpty else { return [] }
        let others = command.seeAlso.map { "'\(root.name) \($0) --help'" }.joined(separator: ", ")
        let lines = TextColumns.wrap(others, width: width - 2).map { "  " + $0 }
        return section("See also", lines)
    }

    // MARK: Parts

    /// The options that are listed as the command's: its own and those that it shares.
    private func ownOptions(of command: CommandSpec, at path: [String]) -> [OptionSpec] {
        guard !path.isEmpty else { return [] }
        return root.options(at: path).filter { option in
            !option.isHidden && (command.options.contains(option) || command.sharedOptions.contains(option.long))
        }
    }

    private func row(of option: OptionSpec, hasLetters: Bool) -> TextColumns.Row {
        let letter = option.shortForm.map { "\($0), " } ?? (hasLetters ? "    " : "")
        let value = option.value.map { " \($0.name)" } ?? ""
        let more = option.isRepeatable ? " Can be given more than once." : ""
        let standard = option.defaultText.map { " (default: \($0))" } ?? ""
        let choices = option.value?.kind.choicesText ?? ""
        return TextColumns.Row(
            term: letter + option.longForm + value,
            text: option.summary + choices + more + standard
        )
    }
}

extension ValueKind {
    /// The words that can be given, for the end of a summary.
    fileprivate var choicesText: String {
        guard case .choice(let words) = self else { return "" }
        return " One of \(words.joined(separator: ", "))."
    }
}
