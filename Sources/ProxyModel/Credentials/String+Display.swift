extension String {
    /// The text as it can be shown to people: trimmed, `nil` when nothing is left, and without characters that control
    /// a terminal or the direction of writing.
    var displayText: String? {
        let harmless = unicodeScalars.filter {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
        }
        let shown = String(String.UnicodeScalarView(harmless)).trimmingSpaces
        return shown.isEmpty ? nil : shown
    }

    /// The text without spaces and line ends before and after it.
    var trimmingSpaces: String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let start = unicodeScalars.drop(while: isSpace)
        guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(start[...end])
    }
}
