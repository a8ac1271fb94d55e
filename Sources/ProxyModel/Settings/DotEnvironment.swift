/// Reads files of `NAME=value` lines, as shells and container tools do.
///
/// `export` before the name is passed over. A value is taken as it stands without the white space around it and without
/// a comment after white space; in single quotes exactly; in double quotes with `\n`, `\t`, `\"`, `\\` and `\$`
/// replaced. Nothing is expanded.
enum DotEnvironment {
    struct Variable: Equatable {
        let name: String
        let value: String
        let line: Int
    }

    /// The variables in the order of the text, and the lines, from 1, that are none.
    static func read(_ bytes: [UInt8]) -> (variables: [Variable], faults: [Int]) {
        var variables: [Variable] = []
        var faults: [Int] = []
        let text = String(decoding: bytes, as: UTF8.self)
        let body = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        // "\r\n" is one character.
        for (index, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var rest = line.drop(while: \.isWhitespace)
            if rest.isEmpty || rest.hasPrefix("#") { continue }
            if rest.hasPrefix("export ") || rest.hasPrefix("export\t") {
                rest = rest.dropFirst(7).drop(while: \.isWhitespace)
            }
            let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
            let after = rest.dropFirst(name.count).drop(while: \.isWhitespace)
            if !name.isEmpty, after.hasPrefix("="), let value = value(after.dropFirst()) {
                variables.append(Variable(name: String(name), value: value, line: index + 1))
            } else {
                faults.append(index + 1)
            }
        }
        return (variables, faults)
    }

    private static func value(_ text: Substring) -> String? {
        let text = text.drop(while: \.isWhitespace)
        guard let quote = text.first, quote == "\"" || quote == "'" else { return unquoted(text) }
        var result = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                let after = rest.drop(while: \.isWhitespace)
                return after.isEmpty || after.hasPrefix("#") ? result : nil
            }
            if character == "\\", quote == "\"", let escaped = rest.popFirst() {
                result += replacement(escaped)
            } else {
                result.append(character)
            }
        }
        return nil
    }

    private static func replacement(_ escaped: Character) -> String {
        switch escaped {
        case "n": "\n"
        case "t": "\t"
        case "\"", "\\", "$": String(escaped)
        default: "\\\(escaped)"
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        var end = text.startIndex
        var previousIsSpace = true
        for index in text.indices {
            let character = text[index]
            if character == "#", previousIsSpace { break }
            previousIsSpace = character.isWhitespace
            if !previousIsSpace { end = text.index(after: index) }
        }
        return String(text[..<end])
    }
}
