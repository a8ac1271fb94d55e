/// Strings and whole numbers between their JSON text and Swift's values, one at a time.
package enum JSONText {
    /// The string that a JSON text is, quotes included; nil when it is no string that is whole.
    ///
    /// Meant for streams of others: half a surrogate pair and bytes that are not UTF-8 become U+FFFD, as in the
    /// decoding of an event stream (WHATWG HTML §9.2.5), instead of costing the rest of the answer.
    package static func string(_ text: UnsafeRawBufferPointer) -> String? {
        guard text.count >= 2, text[0] == UInt8(ascii: "\""), text[text.count - 1] == UInt8(ascii: "\"") else {
            return nil
        }
        let content = UnsafeRawBufferPointer(rebasing: text[1..<text.count - 1])
        guard JSONSpecialBytes.first(in: content, from: 0) < content.count else {
            return String(decoding: content, as: UTF8.self)
        }
        return unescaped(content)
    }

    /// The whole number that a JSON text is; nil when it is none, or too large.
    package static func integer(_ text: UnsafeRawBufferPointer) -> Int? {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = text.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return isNegative ? -value : value
    }

    /// Appends a string as JSON text, quotes included; escaped is what RFC 8259 §7 asks for, and U+007F.
    package static func append(quoted text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            var start = 0
            while start < bytes.count {
                let end = JSONSpecialBytes.first(in: bytes, from: start)
                output.append(contentsOf: bytes[start..<end])
                guard end < bytes.count else { break }
                append(escaped: bytes[end], to: &output)
                start = end + 1
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Appends a number in decimal digits.
    package static func append(_ number: Int, to output: inout [UInt8]) {
        if (0..<10).contains(number) {
            output.append(UInt8(0x30 + number))
        } else {
            output.append(contentsOf: String(number).utf8)
        }
    }

    private static func append(escaped byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            output.append(contentsOf: "u00".utf8)
            for digit in [byte >> 4, byte & 15] {
                output.append(digit < 10 ? 0x30 + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    /// The content of a string with escapes in it; nil when it holds a quote or control character, or a malformed escape.
    private static func unescaped(_ content: UnsafeRawBufferPointer) -> String? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(content.count)
        var index = 0
        while index < content.count {
            let end = JSONSpecialBytes.first(in: content, from: index)
            decoded.append(contentsOf: content[index..<end])
            guard end < content.count else { break }
            switch content[end] {
            case 0x7F:
                decoded.append(0x7F)
                index = end + 1
            case UInt8(ascii: "\\"):
                guard let next = appendEscape(of: content, at: end + 1, to: &decoded) else { return nil }
                index = next
            default: return nil
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Appends what the escape after a backslash stands for; the position after it, nil when it is malformed.
    private static func appendEscape(
        of content: UnsafeRawBufferPointer,
        at index: Int,
        to decoded: inout [UInt8]
    ) -> Int? {
        guard index < content.count else { return nil }
        switch content[index] {
        case let byte where [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte):
            decoded.append(byte)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "u"): return appendUnicodeEscape(of: content, at: index + 1, to: &decoded)
        default: return nil
        }
        return index + 1
    }

    private static func appendUnicodeEscape(
        of content: UnsafeRawBufferPointer,
        at index: Int,
        to decoded: inout [UInt8]
    ) -> Int? {
        guard let first = codeUnit(content, at: index) else { return nil }
        if let scalar = Unicode.Scalar(first) {
            decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return index + 4
        }
        let isPair =
            first < 0xDC00 && index + 6 <= content.count
            && content[index + 4] == UInt8(ascii: "\\") && content[index + 5] == UInt8(ascii: "u")
        if isPair, let second = codeUnit(content, at: index + 6), (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
            decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return index + 10
        }
        decoded.append(contentsOf: UTF8.encodedReplacementCharacter)
        return index + 4
    }

    private static func codeUnit(_ content: UnsafeRawBufferPointer, at index: Int) -> UInt32? {
        guard index + 4 <= content.count else { return nil }
        var code: UInt32 = 0
        for byte in content[index..<index + 4] {
            switch byte {
            case 0x30...0x39: code = code << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: code = code << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: code = code << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return code
    }
}
