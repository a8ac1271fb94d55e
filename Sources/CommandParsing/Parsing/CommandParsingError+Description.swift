extension CommandParsingError: CustomStringConvertible {
    /// Two lines: what is wrong, and what to do about it.
    package var description: String { "\(message)\n\(remedy)" }

    /// What is wrong, in one line, with the nearest valid word.
    package var message: String {
        switch reason {
        case .unknownCommand(let word, let nearest):
            "'\(word)' is not a command of \(commandText).\(Self.suggestion(nearest))"
        case .missingCommand:
            "'\(commandText)' needs to know what to do."
        case .unknownOption(let option, let nearest):
            "'\(commandText)' has no option \(option).\(Self.suggestion(nearest))"
        case .optionNotForCommand(let option):
            "\(option) means nothing to '\(commandText)'."
        case .missingValue(let option, let valueName):
            "\(option) needs a value: \(option) \(valueName)."
        case .unexpectedValue(let option, let value):
            "\(option) takes no value, but was given '\(value)'."
        case .invalidValue(let value, let place, let kind, let nearest):
            "\(place) takes \(kind.expectation), not '\(value)'.\(Self.suggestion(nearest))"
        case .missingArgument(let positional):
            "'\(commandText)' needs <\(positional.name)>\(positional.kind.choicesInBrackets)."
        case .unexpectedArgument(let word):
            "'\(commandText)' does not know what to do with '\(word)'."
        case .belongsAfterTerminator(let word, let recipient, let nearest, _):
            "'\(commandText)' does not know '\(word)'; what \(recipient) is to read comes after '--'."
                + Self.suggestion(nearest)
        }
    }

    /// What to type or to read, in one line.
    package var remedy: String {
        switch reason {
        case .belongsAfterTerminator(_, _, _, let corrected):
            "Type '\(corrected)', or see '\(commandText) --help'."
        case .missingCommand(let choices):
            "One of: \(choices.joined(separator: ", ")). See '\(commandText) --help'."
        default:
            "See '\(commandText) --help'."
        }
    }

    private var commandText: String { command.joined(separator: " ") }

    private static func suggestion(_ nearest: String?) -> String {
        nearest.map { " Did you mean '\($0)'?" } ?? ""
    }
}

extension ValueKind {
    /// The kind in words, for "takes …".
    fileprivate var expectation: String {
        switch self {
        case .text: "a text"
        case .integer(let range): Self.expectation(range)
        case .file: "a file"
        case .directory: "a directory"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .words(let kind, _): "a \(kind)"
        }
    }

    private static func expectation(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (.min, .max): "a whole number"
        case (let lowest, .max): "a whole number from \(lowest)"
        case (let lowest, let highest): "a whole number from \(lowest) to \(highest)"
        }
    }

    fileprivate var choicesInBrackets: String {
        guard case .choice(let words) = self else { return "" }
        return " (\(words.joined(separator: ", ")))"
    }
}
