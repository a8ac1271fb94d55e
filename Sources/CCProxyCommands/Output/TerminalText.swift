/// Foreign text made harmless for a terminal: what a program prints must not move cursors, set titles or hide itself.
enum TerminalText {
    /// The text with every control character shown instead of sent: `^[` for escape, `<202e>` for what turns writing round.
    ///
    /// Sequences that only colour (`ESC [ … m`) are left out. Tabs stay, and a carriage return at the end goes.
    static func harmless(_ text: String) -> String {
        // Nearly every text is as it should be, and can stay as it is.
        guard text.unicodeScalars.contains(where: isSuspicious) else { return text }
        var result = String.UnicodeScalarView()
        var rest = Substring(text).unicodeScalars
        if rest.last == "\r" { rest.removeLast() }
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}", let after = endOfColour(rest) {
                rest = rest[after...]
            } else if isSuspicious(scalar) {
                result.append(contentsOf: shown(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The same for bytes that should be UTF-8; what is not becomes U+FFFD.
    static func harmless(_ bytes: some Collection<UInt8>) -> String {
        harmless(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether a terminal may do something else than show the character.
    private static func isSuspicious(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x00..<0x20, 0x7F..<0xA0: true
        case 0x20..<0x200B: false
        // Invisible ones, separators of lines, and what changes the direction of writing.
        case 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    /// Where the text goes on after `[…m`; nil when the escape began something else.
    private static func endOfColour(_ rest: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView.Index? {
        guard rest.first == "[" else { return nil }
        let parameters = rest.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" || $0 == ":" }
        guard parameters.endIndex < rest.endIndex, rest[parameters.endIndex] == "m" else { return nil }
        return rest.index(after: parameters.endIndex)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x00..<0x20: "^" + String(Unicode.Scalar(UInt8(scalar.value) + 0x40))
        case 0x7F: "^?"
        default: "<\(String(scalar.value, radix: 16))>"
        }
    }
}
