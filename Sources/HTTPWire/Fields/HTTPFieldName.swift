/// The name of a header or trailer field: a token, compared without regard to case (RFC 9110 §5.1).
package struct HTTPFieldName: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name as it was written.
    package let text: String

    /// A name that is written in our source.
    ///
    /// Anything but a token is a mistake of ours, which debug builds stop at.
    package init(stringLiteral literal: String) {
        text = literal
        assert(HTTPFieldName.isToken(text), "\(text) is not a field name")
    }

    /// A name that comes from outside.
    ///
    /// - Returns: nil when the text is not a token, and so can be no name.
    package init?(validating text: String) {
        guard HTTPFieldName.isToken(text) else { return nil }
        self.text = text
    }

    package var description: String { text }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { ByteClass.isMember($0, of: .token) }
    }
}

extension HTTPFieldName: Hashable {
    package static func == (left: HTTPFieldName, right: HTTPFieldName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 {
            hasher.combine(byte.asciiLowercased)
        }
    }
}

extension UInt8 {
    /// The small letter of an ASCII capital; every other octet as it is.
    var asciiLowercased: UInt8 {
        (0x41...0x5A).contains(self) ? self | 0x20 : self
    }
}
