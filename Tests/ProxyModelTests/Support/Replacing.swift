extension String {
    /// Every occurrence of a word replaced; Foundation and regular expressions would be much for that.
    func replacing(_ word: String, _ replacement: String) -> String {
        var result = ""
        var rest = self[...]
        while let character = rest.first {
            if rest.hasPrefix(word) {
                result += replacement
                rest = rest.dropFirst(word.count)
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
