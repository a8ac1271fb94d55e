/// Goes through the members of a JSON object in its text, without reading their values.
///
/// For what comes in great numbers and is mostly passed on: no tree is built and nothing is allocated. What is passed
/// over is not checked beyond its brackets and quotes; names are compared as they are written, so that one with an
/// escape in it is not found.
package enum JSONObjectScanner {
    /// The text of a value, or of a name without its quotes.
    package typealias Text = UnsafeRawBufferPointer

    /// Calls `body` with the name and the value of each member, in the order of the text.
    ///
    /// The pointers are valid during the call only.
    ///
    /// - Returns: whether `text` is an object that is whole, with nothing but space after it.
    package static func forEachMember(of text: Text, _ body: (_ name: Text, _ value: Text) -> Void) -> Bool {
        var index = space(in: text, from: 0)
        guard byte(of: text, at: index) == UInt8(ascii: "{") else { return false }
        index = space(in: text, from: index + 1)
        if byte(of: text, at: index) == UInt8(ascii: "}") { return space(in: text, from: index + 1) == text.count }
        while byte(of: text, at: index) == UInt8(ascii: "\"") {
            guard let nameEnd = stringEnd(in: text, from: index + 1) else { return false }
            let colon = space(in: text, from: nameEnd)
            guard byte(of: text, at: colon) == UInt8(ascii: ":") else { return false }
            let start = space(in: text, from: colon + 1)
            guard let end = valueEnd(in: text, from: start) else { return false }
            body(Text(rebasing: text[index + 1..<nameEnd - 1]), Text(rebasing: text[start..<end]))
            index = space(in: text, from: end)
            switch byte(of: text, at: index) {
            case UInt8(ascii: ","): index = space(in: text, from: index + 1)
            case UInt8(ascii: "}"): return space(in: text, from: index + 1) == text.count
            default: return false
            }
        }
        return false
    }

    private static func byte(of text: Text, at index: Int) -> UInt8? {
        index < text.count ? text[index] : nil
    }

    private static func space(in text: Text, from start: Int) -> Int {
        var index = start
        while index < text.count, isSpace(text[index]) { index &+= 1 }
        return index
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The position after the quote that ends a string; nil when there is none.
    private static func stringEnd(in text: Text, from start: Int) -> Int? {
        var index = start
        while index < text.count {
            index = JSONSpecialBytes.first(in: text, from: index)
            guard index < text.count else { return nil }
            switch text[index] {
            case UInt8(ascii: "\""): return index + 1
            case UInt8(ascii: "\\"): index += 2
            // A control character has no place here: whoever reads the string will say so.
            default: index += 1
            }
        }
        return nil
    }

    /// The position after a value; nil when it is not whole.
    private static func valueEnd(in text: Text, from start: Int) -> Int? {
        switch byte(of: text, at: start) {
        case nil: nil
        case UInt8(ascii: "\""): stringEnd(in: text, from: start + 1)
        case UInt8(ascii: "{"), UInt8(ascii: "["): bracketEnd(in: text, from: start)
        default: wordEnd(in: text, from: start)
        }
    }

    private static func bracketEnd(in text: Text, from start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < text.count {
            let byte = text[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let end = stringEnd(in: text, from: index) else { return nil }
                index = end
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }

    private static func wordEnd(in text: Text, from start: Int) -> Int? {
        var index = start
        while index < text.count, !isWordEnd(text[index]) { index += 1 }
        return index > start ? index : nil
    }

    private static func isWordEnd(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            || byte == UInt8(ascii: "\"")
    }
}
