/// Cuts a line as bash does for `COMP_WORDS`: at white space, and around the break characters `=`, `:` and `@`.
enum BashWords {
    static func cut(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in line {
            if let open = quote {
                word.append(character)
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                word.append(character)
                quote = character
            } else if character == " " {
                end()
            } else if "=:@".contains(character) {
                end()
                words.append(String(character))
            } else {
                word.append(character)
            }
        }
        end()
        // Behind white space, an empty word is what is being completed.
        return line.last == " " ? words + [""] : words
    }
}
